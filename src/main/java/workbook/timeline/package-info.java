/// Record what unmodified code did, model it as lanes, draw it as SVG, text or a trace file.
///
/// Stages, each of which can be read and tested alone:
///
/// - record: [Recorder] runs the code under JDK Flight Recorder, [EventReader] gathers the events;
/// - record from outside: [Program] runs a command whose JVM records itself, by [Agent]; [Script]
///   makes a program of a lesson's recordings;
/// - model: [Timeline], [Lane], [Interval] and the rest of the public records, all immutable;
/// - draw: [SvgDrawing], [TextDrawing], [Trace] and [Description] are views of the model.
package workbook.timeline;
