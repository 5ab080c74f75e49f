package workbook.policy;

/// One thing that a class file refers to.
///
/// @param type the internal name of a class or interface, never of an array: `java/lang/Thread`
/// @param member the name of its method or field; empty where only the type is named
/// @param descriptor the descriptor of the member; empty without one
/// @param line where, or 0 where no line is known
record Use(String type, String member, String descriptor, long line) {

    static Use ofType(String type, long line) {
        return new Use(type, "", "", line);
    }

    boolean isType() {
        return member.isEmpty();
    }

    /// @return the same without its place, to be compared
    Use anywhere() {
        return new Use(type, member, descriptor, 0);
    }
}
