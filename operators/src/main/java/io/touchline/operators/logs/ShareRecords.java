// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.FileAccess;
import org.jspecify.annotations.Nullable;

/** Who used which share of which server, and what for: Zeek's smb_mapping and smb_files. */
final class ShareRecords {
    private static final String ACTION = "SMB::";

    private ShareRecords() {}

    /** zeek.smb_mapping: a share was opened. */
    static Event mapping(RecordFields fields, RecordContext context) throws Refusal {
        FileAccess access =
                read(fields, context.name())
                        .setShare(share(fields.text("path")))
                        .setShareType(fields.text("share_type"))
                        .setAction("map")
                        .build();
        boolean pipe = "PIPE".equals(access.getShareType());
        return event(access, pipe ? Action.DISCOVER : Action.READ, context);
    }

    /** zeek.smb_files: a file of a share was opened, read, written, renamed or deleted. */
    static Event files(RecordFields fields, RecordContext context) throws Refusal {
        String action = fields.text("action");
        String name = fields.text("name");
        String bare =
                action != null && action.startsWith(ACTION)
                        ? action.substring(ACTION.length())
                        : action;
        FileAccess access =
                read(fields, context.name())
                        .setShare(share(fields.text("path")))
                        .setAction(bare)
                        .setPath(name)
                        .setExtension(name == null ? null : extension(name))
                        .setSize(fields.count("size"))
                        .build();
        return event(access, action(bare), context);
    }

    private static FileAccess.Builder read(RecordFields fields, String log) throws Refusal {
        return FileAccess.newBuilder()
                .setLog(log)
                .setWhenMicros(fields.mandatoryMoment("ts"))
                .setUid(fields.text("uid"))
                .setOrigHost(fields.mandatoryAddress("id.orig_h").toString())
                .setOrigPort(fields.number("id.orig_p"))
                .setRespHost(fields.mandatoryAddress("id.resp_h").toString())
                .setRespPort(fields.number("id.resp_p"));
    }

    private static Event event(FileAccess access, Action action, RecordContext context)
            throws Refusal {
        Draft draft = context.draft(access, access.getWhenMicros(), action);
        Roles roles = context.roles(access.getOrigHost(), access.getRespHost(), null, null);
        String share = access.getShare();
        draft.outcome(Outcome.SUCCESS); // Zeek writes what was answered
        draft.measure(Measure.SIZE_BYTES, access.getSize());
        draft.attribute(Attribute.SERVICE, "smb");
        draft.attribute(Attribute.SHARE, share);
        draft.attribute(Attribute.FILE_EXTENSION, access.getExtension());
        if (roles.origActs()) {
            draft.role(
                    true,
                    roles.origKey(),
                    null,
                    share == null
                            ? roles.respKey()
                            : EntityKeys.withService(roles.respKey(), share),
                    null,
                    roles.origZone(),
                    roles.respZone(false));
        }
        if (roles.respServes()) {
            draft.role(
                    false,
                    roles.respKey(),
                    null,
                    roles.clientKey(),
                    null,
                    roles.respZone(false),
                    roles.origZone());
        }
        return draft.event();
    }

    private static Action action(@Nullable String action) {
        if (action == null) {
            return Action.READ;
        }
        boolean writes =
                action.endsWith("WRITE")
                        || action.endsWith("DELETE")
                        || action.endsWith("RENAME")
                        || action.endsWith("SET_ATTRIBUTE");
        return writes ? Action.WRITE : Action.READ;
    }

    /** {@code admin$} of the path of a share, without the name of its server. */
    private static @Nullable String share(@Nullable String path) {
        String text = path == null ? "" : path.replace('|', '\\');
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end--;
        }
        int start = text.lastIndexOf('\\', end - 1) + 1;
        String share = end > start ? Texts.attribute(text.substring(start, end)) : "";
        return share.isEmpty() ? null : Texts.lower(share);
    }

    /** {@code docx}, at most ten letters and digits; null without one. */
    static @Nullable String extension(String name) {
        int dot = name.lastIndexOf('.');
        int slash = Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/'));
        String extension = dot > slash ? name.substring(dot + 1) : "";
        boolean plain = !extension.isEmpty() && extension.length() <= 10;
        for (int i = 0; plain && i < extension.length(); i++) {
            plain = Character.isLetterOrDigit(extension.charAt(i));
        }
        return plain ? Texts.lower(extension) : null;
    }
}
