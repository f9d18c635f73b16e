#include "program/attachment_store.hpp"

#include <stdexcept>

#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "program/subject.hpp"

namespace belfry::program {

namespace {

#define BELFRY_ATTACHMENT_COLUMNS                                                               \
    "SELECT id, object_kind, object_id, name, media_type, size, sha256, added_by, at, revision" \
    " FROM attachment"

Attachment read_attachment(const store::Row& row) {
    return {
        .id = row.get<Id<Attachment>>(0),
        .object = record::Object{row.get<std::string>(1), row.integer(2)}.text(),
        .name = row.get<std::string>(3),
        .media_type = row.get<std::string>(4),
        .size = row.integer(5),
        .sha256 = row.get<std::string>(6),
        .by = {row.integer(7), {}, {}},
        .at = row.get<Instant>(8),
        .revision = row.integer(9),
    };
}

}  // namespace

std::vector<Attachment> list_attachments(store::Connection& db, const record::Object& subject) {
    return db.query(
        BELFRY_ATTACHMENT_COLUMNS " WHERE object_kind = $1 AND object_id = $2 ORDER BY id",
        read_attachment,
        subject.kind,
        subject.id
    );
}

std::optional<Attachment> find_attachment(store::Connection& db, Id<Attachment> id) {
    return db.query_one(BELFRY_ATTACHMENT_COLUMNS " WHERE id = $1", read_attachment, id);
}

void add_attachment(store::Connection& db, const Attachment& file, std::string_view content) {
    const auto subject = subject_named(file.object);
    check(subject.has_value(), "an attachment to nothing");
    db.execute(
        "INSERT INTO attachment (id, object_kind, object_id, name, media_type, size, sha256,"
        " added_by, at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        file.id,
        subject->kind,
        subject->id,
        file.name,
        file.media_type,
        file.size,
        file.sha256,
        file.by.id,
        file.at,
        file.revision
    );
    std::int64_t piece = 0;
    for (std::size_t at = 0; at < content.size(); at += attachment_piece) {
        const auto bytes = crypto::bytes_of(content.substr(at, attachment_piece));
        db.execute(
            "INSERT INTO attachment_content (attachment, piece, bytes) VALUES ($1, $2, $3)",
            file.id,
            piece++,
            store::Bytes(bytes.begin(), bytes.end())
        );
    }
}

std::string content_of(store::Connection& db, const Attachment& file) {
    std::string content;
    content.reserve(static_cast<std::size_t>(file.size));
    for (std::int64_t piece = 0;; ++piece) {
        const auto bytes = db.value<store::Bytes>(
            "SELECT bytes FROM attachment_content WHERE attachment = $1 AND piece = $2",
            file.id,
            piece
        );
        if (!bytes) {
            break;
        }
        content.append(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }
    if (crypto::to_hex(crypto::sha256(content)) != file.sha256) {
        throw std::runtime_error("an attachment is not as it was stored");
    }
    return content;
}

void delete_attachment(store::Connection& db, Id<Attachment> id) {
    db.execute("DELETE FROM attachment_content WHERE attachment = $1", id);
    db.execute("DELETE FROM attachment WHERE id = $1", id);
}

}  // namespace belfry::program
