package workbook.timeline;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a picture's colours come from.
enum Paint {
    /// From the page around it: the theme of JupyterLab or VS Code, else what the system prefers.
    PAGE,
    LIGHT,
    DARK;

    static Paint of(Timeline.Theme theme) {
        return switch (theme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    String color(Role role) {
        return switch (this) {
            case PAGE -> "var(" + role.variable() + ")";
            case LIGHT -> role.light();
            case DARK -> role.dark();
        };
    }

    /// A style sheet for a picture in a page. The page's own theme outranks the system's, and paper
    /// is white.
    static String styleSheet() {
        return """
        .timeline{%1$s}
        @media screen and (prefers-color-scheme:dark){.timeline{%2$s}}
        [data-jp-theme-light="true"] .timeline,.vscode-light .timeline{%1$s}
        [data-jp-theme-light="false"] .timeline,.vscode-dark .timeline{%2$s}
        """
                .formatted(variables(Role::light), variables(Role::dark));
    }

    /// The card of a picture in a page is the page: it only keeps text off the lines behind it.
    private static String variables(Function<Role, String> color) {
        return Arrays.stream(Role.values())
                .map(role -> role.variable() + ":" + value(role, color.apply(role)))
                .collect(Collectors.joining(";"));
    }

    private static String value(Role role, String color) {
        return role == Role.CARD
                ? "var(--jp-layout-color0,var(--vscode-editor-background," + color + "))"
                : color;
    }
}
