#include "audit_files/bulk_json.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

namespace belfry::audit_files {

namespace {

using documents::JsonPiece;

/// Takes JSON in and keeps nothing: asked for where the first fault is.
struct Nothing {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    using Error = boost::system::error_code;
    using View = boost::json::string_view;

    static bool on_document_begin(Error&) { return true; }

    static bool on_document_end(Error&) { return true; }

    static bool on_object_begin(Error&) { return true; }

    static bool on_object_end(std::size_t, Error&) { return true; }

    static bool on_array_begin(Error&) { return true; }

    static bool on_array_end(std::size_t, Error&) { return true; }

    static bool on_key_part(View, std::size_t, Error&) { return true; }

    static bool on_key(View, std::size_t, Error&) { return true; }

    static bool on_string_part(View, std::size_t, Error&) { return true; }

    static bool on_string(View, std::size_t, Error&) { return true; }

    static bool on_number_part(View, Error&) { return true; }

    static bool on_int64(std::int64_t, View, Error&) { return true; }

    static bool on_uint64(std::uint64_t, View, Error&) { return true; }

    static bool on_double(double, View, Error&) { return true; }

    static bool on_bool(bool, Error&) { return true; }

    static bool on_null(Error&) { return true; }

    static bool on_comment_part(View, Error&) { return true; }

    static bool on_comment(View, Error&) { return true; }
};

std::string name_of(const JsonPiece& piece) {
    return piece.is_element ? fmt::format("{}[{}]", piece.key, piece.index)
                            : std::string(piece.key);
}

/// Where a text stops being JSON; its end if only that is missing.
std::size_t first_fault(std::string_view text) {
    boost::json::basic_parser<Nothing> parser({});
    boost::system::error_code error;
    return std::min(parser.write_some(false, text.data(), text.size(), error), text.size());
}

std::unexpected<Refusal> refuse_fault(const documents::Source& source, const JsonPiece& piece) {
    const auto good = piece.text.substr(0, first_fault(piece.text));
    const auto lines = static_cast<std::size_t>(std::ranges::count(good, '\n'));
    // Of the file where it has line ends, of the piece where it is all in one line.
    const auto character = good.size() - (lines == 0 ? 0 : good.rfind('\n') + 1) + 1;
    return refuse_file(
        source.name(),
        piece.line + lines,
        name_of(piece),
        fmt::format(
            "This is no JSON any more from character {} of {}. Export the file again.",
            character,
            lines == 0 ? "what begins here" : "this line"
        )
    );
}

}  // namespace

std::unexpected<Refusal> refuse_piece(
    const documents::Source& source, const JsonPiece& piece, const simdjson::simdjson_error& error
) {
    return refuse_file(
        source.name(),
        piece.line,
        name_of(piece),
        fmt::format(
            "What begins here is not as the format wants it ({}). Export the file again.",
            error.what()
        )
    );
}

Result<void> read_strict_json(
    documents::Source& source, const std::function<Result<bool>(const JsonPiece&)>& each
) {
    simdjson::dom::parser strict;
    std::set<std::string, std::less<>> members;
    const auto is_json = [&](std::string_view text) {
        return strict.parse(text.data(), text.size(), false).error() == simdjson::SUCCESS;
    };
    return documents::read_json_pieces(source, [&](const JsonPiece& piece) -> Result<bool> {
        if (!piece.is_element || piece.index == 0) {
            const auto name = simdjson::padded_string('"' + std::string(piece.key) + '"');
            if (!is_json({name.data(), name.size()})) {
                return refuse_file(
                    source.name(), piece.line, "", "The name of this member is no JSON text."
                );
            }
            if (!members.emplace(piece.key).second) {
                return refuse_file(
                    source.name(),
                    piece.line,
                    piece.key,
                    "This member stands in the file twice. Export the file again."
                );
            }
        }
        return is_json(piece.text) ? each(piece) : refuse_fault(source, piece);
    });
}

}  // namespace belfry::audit_files
