package io.gridgate.app.command;

import io.gridgate.app.output.Progress;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.StartException;
import io.gridgate.archive.ArchiveReader;
import io.gridgate.archive.Counts;
import io.gridgate.log.move.Piece;
import io.gridgate.log.move.PieceSink;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Makes a log from a file. */
@Command(
        name = "import",
        description = {
            "Makes a log from an export, in a data folder or in PostgreSQL, whatever store it came",
            "from. Nothing may be there yet: no folder 'log', or no topic in the schema.",
            "",
            "All of it is imported or nothing: a damaged or shortened file is refused with its",
            "line, and an import that is stopped leaves no log. Lock tokens of before are void.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private LogPlaceOptions log = new LogPlaceOptions();

    @Parameters(paramLabel = "FILE", description = "The export; - is standard input.")
    private Path file = Path.of("-");

    @Option(names = "--quiet", description = "Do not tell how far it is, nor what was done.")
    private boolean quiet;

    @Option(names = "--json", description = "Print one line of JSON when done.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        boolean standardInput = file.toString().equals("-");
        if (!standardInput && !Files.isReadable(file)) {
            throw new StartException(file + " is not there, or cannot be read");
        }
        long total = standardInput ? 0 : Files.size(file);
        try (InputStream input = standardInput ? System.in : Files.newInputStream(file)) {
            ArchiveReader reader = new ArchiveReader(input);
            try (PieceSink sink = log.place().sink()) {
                fill(sink, reader, total);
            }
            tell(reader.counts());
        }
        return 0;
    }

    private void fill(PieceSink sink, ArchiveReader reader, long total) {
        Progress.Style style = Progress.Style.of(quiet || json);
        PrintWriter err = spec.commandLine().getErr();
        try (Progress progress = new Progress("importing", total, style, err, System::nanoTime)) {
            for (@Nullable Piece piece = reader.next(); piece != null; piece = reader.next()) {
                sink.put(piece);
                progress.at(reader.bytes(), () -> LogText.of(reader.counts()));
            }
            sink.finish();
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    "line %d: does not fit what came before: %s"
                            .formatted(reader.line(), e.getMessage()));
        }
    }

    private void tell(Counts counts) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ReadyLine.text(LogText.toMap(counts)));
        } else if (!quiet) {
            out.println("imported " + LogText.of(counts));
        }
        out.flush();
    }
}
