package workbook.intake;

import java.util.Objects;

/// One row of the gradebook: a person, or the group that handed in together.
///
/// @param id what the export knows them by; unique in a class, and safe as the name of a folder
/// @param name as people write it; the same as the id where nothing else is known
/// @param email empty where it is unknown
/// @param group empty for who works alone
public record Student(String id, String name, String email, String group) {

    public Student {
        Objects.requireNonNull(email);
        Objects.requireNonNull(group);
        if (id.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a student has an id and a name");
        }
    }
}
