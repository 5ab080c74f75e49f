package workbook.intake;

/// Whom an export names as the owner of a file, before the roster says who that is.
///
/// @param id what the export knows them by: a number, or the name of a folder
/// @param name as the export writes it
/// @param email empty where it is unknown
record Owner(String id, String name, String email) {

    static Owner named(String name) {
        return new Owner(name, name, "");
    }
}
