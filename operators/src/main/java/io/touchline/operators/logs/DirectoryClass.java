// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.Texts;
import java.util.Set;

/**
 * Where a file lies, in one word: {@code system, program, user-writable, temp, hidden, share,
 * removable, other}. Paths of Windows and of Unix; total, linear in the length of the path.
 *
 * <p>A drive letter alone does not tell a stick from a second disk: both are {@code other}.
 */
final class DirectoryClass {
    private static final String SYSTEM = "system";
    private static final String PROGRAM = "program";
    private static final String USER_WRITABLE = "user-writable";
    private static final String TEMP = "temp";
    private static final String HIDDEN = "hidden";
    private static final String SHARE = "share";
    private static final String REMOVABLE = "removable";
    private static final String OTHER = "other";

    private static final String VOLUME = "\\device\\harddiskvolume";

    private static final Set<String> PROGRAM_ROOTS =
            Set.of("program files", "program files (x86)", "program files (arm)");

    private static final Set<String> USER_ROOTS =
            Set.of("users", "documents and settings", "programdata", "perflogs");

    private DirectoryClass() {}

    /** The class of the directory of a file, given by its whole path. */
    static String of(String path) {
        String lower = Texts.lower(path.strip());
        boolean quoted = lower.length() > 1 && lower.startsWith("\"") && lower.endsWith("\"");
        String bare = quoted ? lower.substring(1, lower.length() - 1) : lower;
        return bare.startsWith("/") && !bare.startsWith("//")
                ? unix(bare)
                : windows(bare.replace('/', '\\'));
    }

    /** The last part of a path of either kind, in lower case. */
    static String baseName(String path) {
        String lower = Texts.lower(path);
        return lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1);
    }

    private static String windows(String path) {
        String bare = withoutNamespace(path);
        if (bare.startsWith("\\\\")
                || bare.startsWith("\\device\\mup\\")
                || bare.startsWith("\\device\\lanmanredirector\\")) {
            return SHARE;
        }
        if (bare.startsWith("\\device\\cdrom")
                || bare.startsWith("\\device\\floppy")
                || bare.startsWith("a:\\")
                || bare.startsWith("b:\\")) {
            return REMOVABLE;
        }
        String local = withoutDrive(bare);
        return local.isEmpty() ? OTHER : onDrive(local);
    }

    /** A path that begins with a backslash, its drive taken off. */
    private static String onDrive(String path) {
        if (path.startsWith("\\$recycle.bin\\")
                || path.startsWith("\\recycler\\")
                || path.startsWith("\\system volume information\\")
                || path.contains("\\.")) {
            return HIDDEN;
        }
        if (path.contains("\\temp\\") || path.contains("\\tmp\\")) {
            return TEMP;
        }
        String root = path.substring(1, Math.max(1, path.indexOf('\\', 1)));
        if (root.equals("windows") || root.equals("systemroot")) {
            return writableInWindows(path.substring(1 + root.length())) ? USER_WRITABLE : SYSTEM;
        }
        boolean defender =
                path.startsWith("\\programdata\\microsoft\\windows defender\\platform\\");
        if (PROGRAM_ROOTS.contains(root) || defender) {
            return PROGRAM;
        }
        return USER_ROOTS.contains(root) ? USER_WRITABLE : OTHER;
    }

    /** Places below the system directory where everybody may write. */
    private static boolean writableInWindows(String path) {
        return path.startsWith("\\tasks\\")
                || path.startsWith("\\tracing\\")
                || path.startsWith("\\system32\\spool\\drivers\\color\\")
                || path.startsWith("\\system32\\tasks\\");
    }

    private static String withoutNamespace(String path) {
        if (path.startsWith("\\\\?\\unc\\")) {
            return '\\' + path.substring(7);
        }
        boolean named =
                path.startsWith("\\\\?\\")
                        || path.startsWith("\\\\.\\")
                        || path.startsWith("\\??\\");
        return named ? path.substring(4) : path;
    }

    /** From the backslash after the drive or volume on; empty when the path is not absolute. */
    private static String withoutDrive(String path) {
        if (path.startsWith(VOLUME)) {
            int slash = path.indexOf('\\', VOLUME.length());
            return slash < 0 ? "" : path.substring(slash);
        }
        if (path.startsWith("%systemroot%\\") || path.startsWith("%windir%\\")) {
            return "\\windows" + path.substring(path.indexOf('\\'));
        }
        int colon = path.startsWith("\\") ? -1 : path.indexOf(":\\");
        return colon == 1 || path.startsWith("\\") ? path.substring(colon + 1) : "";
    }

    private static String unix(String path) {
        if (path.contains("/.")) {
            return HIDDEN;
        }
        if (below(path, "/tmp/", "/var/tmp/", "/dev/shm/", "/run/shm/", "/private/tmp/")) {
            return TEMP;
        }
        if (below(path, "/opt/", "/usr/local/", "/snap/", "/applications/", "/var/lib/flatpak/")) {
            return PROGRAM;
        }
        if (below(path, "/media/", "/mnt/", "/run/media/", "/volumes/")) {
            return REMOVABLE;
        }
        if (below(path, "/home/", "/root/", "/users/", "/var/www/", "/srv/", "/run/user/")) {
            return USER_WRITABLE;
        }
        if (below(path, "/net/", "/nfs/")) {
            return SHARE;
        }
        boolean system =
                below(path, "/bin/", "/sbin/", "/lib", "/usr/", "/etc/", "/boot/", "/system/");
        return system ? SYSTEM : OTHER;
    }

    private static boolean below(String path, String... roots) {
        for (String root : roots) {
            if (path.startsWith(root)) {
                return true;
            }
        }
        return false;
    }
}
