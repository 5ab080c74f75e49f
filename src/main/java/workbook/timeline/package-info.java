/// Record what unmodified code did, model it as lanes, draw it as SVG, text or a trace file.
///
/// Three stages, each of which can be read and tested alone:
///
/// - record: [Recorder] runs the code under JDK Flight Recorder, [EventReader] gathers the events;
/// - model: [Timeline], [Lane], [Interval] and the rest of the public records, all immutable;
/// - draw: [SvgDrawing], [TextDrawing], [Trace] and [Description] are views of the model.
package workbook.timeline;
