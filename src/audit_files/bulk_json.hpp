#pragma once

#include <functional>

#include <simdjson.h>

#include "audit_files/report.hpp"
#include "documents/json_stream.hpp"

/// Short ways to simdjson for pieces of a big file. Only sources include this: it is heavy.
namespace belfry::audit_files {

/// A piece as simdjson wants it: with bytes behind it that may be read.
[[nodiscard]] inline simdjson::padded_string_view padded(const documents::JsonPiece& piece) {
    return simdjson::padded_string_view(
        piece.text.data(), piece.text.size(), piece.text.size() + simdjson::SIMDJSON_PADDING
    );
}

/// A text, or a number as the file spells it. Throws simdjson_error for anything else.
[[nodiscard]] inline std::string_view text_of(simdjson::ondemand::value value) {
    const auto type = value.type().value();
    if (type == simdjson::ondemand::json_type::string) {
        return value.get_string().value();
    }
    if (type == simdjson::ondemand::json_type::null) {
        return {};
    }
    if (type != simdjson::ondemand::json_type::number) {
        throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
    }
    auto token = value.raw_json_token();
    const auto end = token.find_last_not_of(" \t\r\n");
    return token.substr(0, end + 1);
}

/// A whole number, or a text that spells one. Throws simdjson_error for anything else.
[[nodiscard]] inline std::int64_t number_of(simdjson::ondemand::value value) {
    if (value.type().value() == simdjson::ondemand::json_type::string) {
        return value.get_int64_in_string().value();
    }
    return value.get_int64().value();
}

/// Refuses a piece that simdjson could not read.
[[nodiscard]] std::unexpected<Refusal> refuse_piece(
    const documents::Source& source,
    const documents::JsonPiece& piece,
    const simdjson::simdjson_error& error
);

/// Reads a file of JSON piece by piece, as documents::read_json_pieces does, and refuses whatever
/// in it is no JSON, with line and character: also in members that `each` skips. Refuses as well a
/// member of the outermost object that stands there twice.
[[nodiscard]] Result<void> read_strict_json(
    documents::Source& source, const std::function<Result<bool>(const documents::JsonPiece&)>& each
);

}  // namespace belfry::audit_files
