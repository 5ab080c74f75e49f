package workbook.timeline;

import java.time.Duration;

/// Where a lane comes from.
///
/// @param parent the [id][Lane#id] of the lane that started this one
/// @param at when, counted from the start of the recording
/// @param place the method and line of the call; empty if unknown
public record Fork(long parent, Duration at, String place) {}
