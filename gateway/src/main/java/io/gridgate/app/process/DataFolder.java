package io.gridgate.app.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder where a role keeps all that must outlive it. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * Makes the folder where it is missing.
     *
     * @param folder the folder
     * @throws StartException if it cannot be made; says what would help
     */
    public static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new StartException(
                    "data folder " + folder + ": a file is there; move it or choose another folder",
                    e);
        } catch (IOException e) {
            throw new StartException(
                    "data folder "
                            + folder
                            + " cannot be made: "
                            + reason(e)
                            + "; choose another folder, or one that this process may write to",
                    e);
        }
    }

    /** A reason without a text of its own, such as a denied access, is told by its type. */
    private static String reason(IOException e) {
        boolean nameOnly = e instanceof FileSystemException file && file.getReason() == null;
        String message = String.valueOf(e.getMessage());
        return nameOnly ? e.getClass().getSimpleName() + ": " + message : message;
    }
}
