package workbook.intake;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// `submission_metadata.yml` of a Gradescope export: for each folder its `:submitters`, each with
/// `:name`, `:sid` and `:email`, and its `:created_at`. Gradescope does not specify the file; these
/// are the keys that public programs read from it. What an autograder gets instead, with the times
/// in ISO 8601, is specified:
/// <https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/>.
///
/// Read event by event: the file holds the results and history of each submission too, may be
/// large, and has Ruby's own tags, which mean nothing here.
final class GradescopeMetadata {

    private static final int MAX_DEPTH = 40;

    private final Map<String, Submitted> folders = new LinkedHashMap<>();
    private final Iterator<Event> events;

    /// What is known of one folder.
    record Submitted(List<Owner> owners, Optional<Instant> handedIn) {}

    /// A folder of which some is read.
    private static final class Draft {
        private final List<Map<String, String>> submitters = new ArrayList<>();
        private Optional<Instant> handedIn = Optional.empty();
    }

    private GradescopeMetadata(Iterator<Event> events) {
        this.events = events;
    }

    /// @return by the name of the folder
    /// @throws IntakeProblem if it is not such a file
    static Map<String, Submitted> read(Entry entry) {
        var settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try (var stream = entry.content().open();
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var metadata =
                    new GradescopeMetadata(new Parse(settings).parseReader(reader).iterator());
            metadata.document();
            return metadata.folders;
        } catch (IOException | YamlEngineException | IllegalStateException wrong) {
            throw new IntakeProblem(
                    "%s: not the metadata of a Gradescope export: %s. Export the submissions anew."
                            .formatted(entry.origin(), wrong.getMessage()));
        }
    }

    private void document() {
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.MappingStart) {
                mapping(this::folder);
                return;
            }
        }
        throw new IllegalStateException("there is no mapping in it");
    }

    /// What to do with the value of a key; `value` is its first event.
    @FunctionalInterface
    private interface Key {
        void read(String key, Event value);
    }

    private void mapping(Key reader) {
        while (true) {
            var key = events.next();
            if (key.getEventId() == Event.ID.MappingEnd) {
                return;
            }
            if (key instanceof ScalarEvent scalar) {
                reader.read(scalar.getValue(), events.next());
            } else {
                skip(key, 0);
                skip(events.next(), 0);
            }
        }
    }

    private void folder(String folder, Event value) {
        if (value.getEventId() != Event.ID.MappingStart) {
            skip(value, 0);
            return;
        }
        var draft = new Draft();
        mapping((key, inner) -> property(draft, key, inner));
        var owners = draft.submitters.stream().flatMap(each -> owner(each).stream()).toList();
        folders.put(folder, new Submitted(owners, draft.handedIn));
    }

    private void property(Draft draft, String key, Event value) {
        if (key.equals(":submitters") && value.getEventId() == Event.ID.SequenceStart) {
            for (var item = events.next();
                    item.getEventId() != Event.ID.SequenceEnd;
                    item = events.next()) {
                if (item.getEventId() == Event.ID.MappingStart) {
                    draft.submitters.add(texts());
                } else {
                    skip(item, 0);
                }
            }
        } else if (key.equals(":created_at")) {
            draft.handedIn = createdAt(value);
        } else {
            skip(value, 0);
        }
    }

    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        mapping((key, value) -> {
            if (value instanceof ScalarEvent scalar) {
                texts.put(key, scalar.getValue().strip());
            } else {
                skip(value, 0);
            }
        });
        return texts;
    }

    /// Rails writes a time as a text, or as an object of which `utc` is one.
    private Optional<Instant> createdAt(Event value) {
        if (value instanceof ScalarEvent scalar) {
            return instant(scalar.getValue());
        }
        if (value.getEventId() == Event.ID.MappingStart) {
            return instant(texts().getOrDefault("utc", ""));
        }
        skip(value, 0);
        return Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        String iso =
                text.strip()
                        .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T")
                        .replaceFirst(" (?=[Z+-])", "")
                        .replaceFirst(" UTC$", "Z");
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Owner> owner(Map<String, String> submitter) {
        String name = submitter.getOrDefault(":name", "");
        String email = submitter.getOrDefault(":email", "");
        String sid = submitter.getOrDefault(":sid", "");
        String id = sid.isEmpty() ? email.isEmpty() ? name : email : sid;
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Owner(id, name.isEmpty() ? id : name, email));
    }

    private void skip(Event first, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException("it is nested more than 40 deep");
        }
        var end =
                switch (first.getEventId()) {
                    case MappingStart -> Event.ID.MappingEnd;
                    case SequenceStart -> Event.ID.SequenceEnd;
                    default -> null;
                };
        if (end != null) {
            for (var next = events.next(); next.getEventId() != end; next = events.next()) {
                skip(next, depth + 1);
            }
        }
    }
}
