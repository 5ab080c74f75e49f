package workbook.gradebook.similarity;

/// Two submissions for one exercise that resemble each other. Similar is not copied.
///
/// @param first the id of a student
/// @param second the id of another, who comes later
/// @param share how much of the shorter one the other has too, from 0 to 1, of what neither the
///   exercise, nor its solution, nor much of the class has
/// @param identical whether the two are the same, character for character
public record SimilarPair(String first, String second, double share, boolean identical) {}
