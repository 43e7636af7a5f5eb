// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a command line looks like, without a word of what it says: flags in lower case, extensions
 * of file arguments, of every other value only its class and the power of two that its length does
 * not exceed, as {@code -e~4 base64~1024 .ps1}.
 *
 * @param shape of the first 16 arguments
 * @param arguments how many there are, without the program itself
 */
record ArgumentShape(String shape, int arguments) {
    private static final int MAX_SHAPED = 16;

    /** A closed list: what follows a dot may as well be the end of a secret. */
    private static final Set<String> EXTENSIONS =
            Set.of(
                    ("exe dll sys scr bat cmd ps1 psm1 psd1 vbs vbe js jse wsf wsh hta msi msp mst"
                                    + " cpl lnk inf reg xml xsl json txt log csv ini cfg conf yml yaml zip"
                                    + " 7z rar gz tgz tar bz2 xz cab iso img vhd vhdx doc docx docm xls"
                                    + " xlsx xlsm xll ppt pptx pptm pdf rtf htm html mht url eml one py"
                                    + " pyc pl rb sh php jar class war so elf bin dat db sqlite tmp bak"
                                    + " dmp pem key crt cer pfx p12 kdbx apk dylib app dmg pkg deb rpm"
                                    + " service timer sql java c cpp cs go rs png jpg jpeg gif svg mp3 mp4"
                                    + " ico ttf")
                            .split(" "));

    static ArgumentShape of(List<String> arguments, boolean slashFlags) {
        StringBuilder shape = new StringBuilder();
        for (String argument : arguments.subList(0, Math.min(arguments.size(), MAX_SHAPED))) {
            shape.append(shape.length() == 0 ? "" : " ").append(one(argument, slashFlags));
        }
        return new ArgumentShape(shape.toString(), arguments.size());
    }

    /**
     * Of a command line with the program in it.
     *
     * @param image path of the program; a line may name it unquoted, blanks and all
     */
    static ArgumentShape ofLine(String line, String image) {
        boolean unix = image.startsWith("/");
        String bare = line.strip();
        boolean named = !image.isEmpty() && bare.regionMatches(true, 0, image, 0, image.length());
        List<String> tokens = tokens(named ? "x" + bare.substring(image.length()) : bare, unix);
        return of(tokens.subList(Math.min(1, tokens.size()), tokens.size()), !unix);
    }

    /** Cut at blanks outside quotes; before a quote a backslash makes it a letter. */
    static List<String> tokens(String line, boolean singleQuotes) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        char open = 0;
        boolean any = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                token.append(line.charAt(++i));
                any = true;
            } else if (open == 0 ? c == '"' || (singleQuotes && c == '\'') : c == open) {
                open = open == 0 ? c : 0;
                any = true;
            } else if (open == 0 && Character.isWhitespace(c)) {
                addTo(tokens, token, any);
                any = false;
            } else {
                token.append(c);
                any = true;
            }
        }
        addTo(tokens, token, any);
        return tokens;
    }

    private static void addTo(List<String> tokens, StringBuilder token, boolean any) {
        if (any) {
            tokens.add(token.toString());
        }
        token.setLength(0);
    }

    private static String one(String argument, boolean slashFlags) {
        boolean dash = argument.length() > 1 && argument.charAt(0) == '-';
        boolean slash = slashFlags && argument.length() > 1 && argument.charAt(0) == '/';
        if (!dash && !slash) {
            return value(argument);
        }
        int start = argument.startsWith("--") ? 2 : 1;
        int end = start;
        while (end < argument.length() && flagLetter(argument.charAt(end), end > start)) {
            end++;
        }
        if (end == start) {
            return slash
                    ? value(argument)
                    : argument.substring(0, start) + value(argument.substring(start));
        }
        String name = Texts.lower(argument.substring(start, end));
        String rest = argument.substring(end);
        boolean assigned = rest.startsWith("=") || rest.startsWith(":");
        if (slash && !assigned && !rest.isEmpty()) {
            return value(argument); // a path
        }
        String flag = argument.substring(0, start) + (start == 2 ? name : initial(name));
        return rest.isEmpty()
                ? flag
                : flag + (assigned ? rest.charAt(0) + value(rest.substring(1)) : value(rest));
    }

    /**
     * Of a flag behind one dash or slash its first letter and how long it is: {@code -kSecret} has
     * the same form as {@code -command}, and no table tells all flags from all secrets.
     */
    private static String initial(String name) {
        return name.length() == 1 ? name : name.charAt(0) + "~" + bucket(name.length());
    }

    private static boolean flagLetter(char c, boolean inside) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '?'
                || (inside && (c == '-' || c == '_'));
    }

    private static String value(String value) {
        int dot = value.lastIndexOf('.');
        String extension = dot < 1 ? "" : Texts.lower(value.substring(dot + 1));
        if (EXTENSIONS.contains(extension) && !value.contains("://")) {
            return '.' + extension;
        }
        return kind(value) + '~' + bucket(value.length());
    }

    private static int bucket(int length) {
        return length <= 1 ? length : Integer.highestOneBit(length - 1) * 2;
    }

    private static String kind(String value) {
        if (value.contains("://")) {
            return "url";
        }
        if (IpAddress.parse(value) != null) {
            return "address";
        }
        int digits = 0;
        int hex = 0;
        int letters = 0;
        int base64 = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits += digit ? 1 : 0;
            hex += c < 128 && Character.digit(c, 16) >= 0 ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
            base64 += c < 128 && (Character.isLetterOrDigit(c) || "+/=".indexOf(c) >= 0) ? 1 : 0;
        }
        int length = value.length();
        if (length > 0 && digits == length) {
            return "number";
        }
        if (length >= 8 && hex == length) {
            return "hex";
        }
        if (length > 0 && letters == length && length < 32) {
            return "word";
        }
        if (length >= 32 && base64 == length) {
            return "base64";
        }
        return value.indexOf('/') >= 0 || value.indexOf('\\') >= 0 ? "path" : "text";
    }
}
