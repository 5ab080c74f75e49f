package comparison;

import module java.base;

/// What was measured of one workload.
///
/// @param made by what, when and where
public record Run(String made, Workload workload, List<Measured> measured) {}
