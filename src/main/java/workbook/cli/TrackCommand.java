package workbook.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lesson.NameLookup;
import workbook.lesson.Track;
import workbook.progress.Progress;

/// `./workbook track real`.
@Command(
        name = "track",
        description = "Show a reading list for one purpose, with your progress.",
        footer = {
            "",
            "Tracks: building-high-performance-web-apis, concurrent-data-processing,",
            "        real-time-system-development",
            "Example: ./workbook track concurrent"
        })
final class TrackCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Any beginning of its name; all if left out.")
    private String name;

    @Override
    public Integer call() {
        var output = new Output();
        var catalogue = Workbook.catalogue();
        var overview = new Overview(output.ink(), catalogue, new Progress(catalogue));
        var tracks = Arrays.asList(Track.values());
        if (name == null) {
            tracks.forEach(track ->
                    output.println(
                            "%s%n    %s%n"
                                    .formatted(output.ink().bold(track.label()), track.purpose())));
            output.println("All of it on one page: docs/BEST_PRACTICES.md");
        } else {
            output.print(overview.track(NameLookup.of("track", tracks, Track::label).find(name)));
        }
        return Workbook.OK;
    }
}
