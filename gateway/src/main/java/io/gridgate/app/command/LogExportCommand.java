package io.gridgate.app.command;

import io.gridgate.app.output.Progress;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.StartException;
import io.gridgate.app.store.LogPlace;
import io.gridgate.archive.ArchiveWriter;
import io.gridgate.archive.Counts;
import io.gridgate.log.move.PieceSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Writes all of a log into a file. */
@Command(
        name = "export",
        description = {
            "Writes all of a log as lines of JSON: settings, books, pending events with their data",
            "byte for byte, dead letters, and what is remembered of accepted events, so that",
            "repeats are recognised after an import. Changes nothing.",
            "",
            "A process that owns a data folder must be stopped. A log in PostgreSQL is read as it",
            "is at one moment; for a move stop its processes, too, or what they do from then on is",
            "missing.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogExportCommand implements Callable<Integer> {

    private static final int BUFFER_BYTES = 1 << 16;

    @Spec private CommandSpec spec;

    @Mixin private LogPlaceOptions log = new LogPlaceOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write; must not be there yet. Default: standard output.")
    private @Nullable Path file;

    @Option(names = "--quiet", description = "Do not tell how far it is, nor what was done.")
    private boolean quiet;

    @Option(names = "--json", description = "With --out: print one line of JSON when done.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (json && file == null) {
            throw new StartException("--json needs --out: standard output has the export");
        }
        if (file != null && Files.exists(file)) {
            throw new StartException(file + " is there already; name another file");
        }
        LogPlace place = log.place();
        try (PieceSource source = place.source()) {
            if (file == null) {
                BufferedOutputStream out = new BufferedOutputStream(System.out, BUFFER_BYTES);
                tell(export(source, place, out));
                out.flush();
            } else {
                toFile(source, place, file);
            }
        }
        return 0;
    }

    /** The file has its name once it is whole and on disk. */
    private void toFile(PieceSource source, LogPlace place, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        ArchiveWriter written;
        try (FileOutputStream raw = new FileOutputStream(part.toFile());
                OutputStream out = new BufferedOutputStream(raw, BUFFER_BYTES)) {
            written = export(source, place, out);
            out.flush();
            raw.getFD().sync();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        tell(written);
    }

    private ArchiveWriter export(PieceSource source, LogPlace place, OutputStream out) {
        ArchiveWriter writer = new ArchiveWriter(out, place.store().kind(), Instant.now());
        Progress.Style style = Progress.Style.of(quiet || json);
        PrintWriter err = spec.commandLine().getErr();
        long total = style == Progress.Style.NONE ? 0 : source.count();
        try (Progress progress = new Progress("exporting", total, style, err, System::nanoTime)) {
            source.read(piece -> {
                writer.write(piece);
                Counts counts = writer.counts();
                progress.at(
                        counts.events() + counts.deadLetters() + counts.accepted(),
                        () -> LogText.of(counts));
            });
        }
        writer.finish();
        return writer;
    }

    private void tell(ArchiveWriter written) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>(LogText.toMap(written.counts()));
            line.put("bytes", written.bytes());
            PrintWriter out = spec.commandLine().getOut();
            out.println(ReadyLine.text(line));
            out.flush();
        } else if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf("exported %s; %d bytes%n", LogText.of(written.counts()), written.bytes());
            err.flush();
        }
    }
}
