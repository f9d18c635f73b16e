#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/attachment.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Oldest first. People hold their id only.
[[nodiscard]] std::vector<Attachment> list_attachments(
    store::Connection& db, const record::Object& subject
);
[[nodiscard]] std::optional<Attachment> find_attachment(store::Connection& db, Id<Attachment> id);

/// Adds a file and its bytes, in pieces.
void add_attachment(store::Connection& db, const Attachment& file, std::string_view content);

/// The bytes. Throws when they are not those that were stored.
[[nodiscard]] std::string content_of(store::Connection& db, const Attachment& file);

void delete_attachment(store::Connection& db, Id<Attachment> id);

}  // namespace belfry::program
