#include "audit_bundle/reading_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "audit/plain_files.hpp"
#include "audit_bundle/steps.hpp"
#include "documents/cell_text.hpp"
#include "documents/delimited.hpp"

namespace belfry::audit_bundle {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    while (true) {
        const auto end = text.find(separator);
        out.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) {
            return out;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<audit::Sight> sight_of(std::string_view word) {
    using audit::Sight;
    if (word == "blank" || word == "undervote") {
        return Sight::blank;
    }
    if (word == "overvote" || word == "overvoted") {
        return Sight::overvoted;
    }
    if (word == "not on card") {
        return Sight::not_on_card;
    }
    if (word == "cannot agree") {
        return Sight::cannot_agree;
    }
    return {};
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        return {};
    }
    return value;
}

std::unexpected<Refusal> refuse_reading(const audit::ContestTerms& contest, std::string_view why) {
    return refuse(
        Refusal::Kind::invalid, "audit_reading_text", fmt::format("{}: {}", contest.name, why)
    );
}

bool is_choice(const audit::ContestTerms& contest, std::string_view name) {
    return name == other_choice ||
           std::ranges::find(contest.choices, name, &audit::Choice::name) != contest.choices.end();
}

/// The whole text where it is one choice's name, as a name may hold a separator.
std::vector<std::string_view> choices_in(
    const audit::ContestTerms& contest, std::string_view text
) {
    if (is_choice(contest, text)) {
        return {text};
    }
    return parts_of(text, contest.rule == audit::CountingRule::instant_runoff ? '>' : ';');
}

Result<audit::ContestReading> counts_of(const audit::ContestTerms& contest, std::string_view text) {
    audit::ContestReading out{contest.name, audit::Sight::counted, {}};
    for (const auto part : parts_of(text, ';')) {
        const auto colon = part.rfind(':');
        const auto name = trimmed(part.substr(0, colon));
        const auto votes =
            colon == std::string_view::npos ? std::nullopt : whole(trimmed(part.substr(colon + 1)));
        if (!votes || *votes < 0 || !is_choice(contest, name) ||
            !out.votes.emplace(name, *votes).second) {
            return refuse_reading(
                contest,
                fmt::format("“{}” is no choice with its votes; write “Ada: 120; Bea: 33”.", part)
            );
        }
    }
    for (const auto& choice : contest.choices) {
        if (!out.votes.contains(choice.name)) {
            return refuse_reading(
                contest, fmt::format("give the votes of “{}” too, 0 for none.", choice.name)
            );
        }
    }
    return out;
}

}  // namespace

Result<audit::ContestReading> reading_of(
    const audit::ContestTerms& contest, bool whole_batch, std::string_view text
) {
    text = trimmed(text);
    if (whole_batch) {
        return counts_of(contest, text);
    }
    audit::ContestReading out{contest.name, audit::Sight::marked, {}};
    if (const auto sight = sight_of(text)) {
        out.sight = *sight;
        return out;
    }
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    if (quoted) {
        text = text.substr(1, text.size() - 2);
    }
    std::int64_t rank = 1;
    for (const auto name : choices_in(contest, text)) {
        if (!is_choice(contest, name)) {
            return refuse_reading(
                contest,
                fmt::format(
                    "“{}” is no choice; write a choice as it is spelled in the contest, {} for "
                    "anybody else, or blank, overvote, not on card, cannot agree.",
                    name,
                    other_choice
                )
            );
        }
        if (!out.votes.emplace(name, rank).second) {
            return refuse_reading(contest, fmt::format("“{}” stands there twice.", name));
        }
        rank += contest.rule == audit::CountingRule::instant_runoff ? 1 : 0;
    }
    return out;
}

namespace {

/// Columns of a filled-in list.
struct SheetColumns {
    std::optional<std::size_t> item;
    std::vector<std::optional<std::size_t>> contests;  ///< In the order of the contests.
};

SheetColumns columns_of(
    const std::vector<std::string_view>& header, const audit::ContestsFile& contests
) {
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(header, name);
        return found == header.end() ? std::nullopt
                                     : std::optional<std::size_t>(found - header.begin());
    };
    SheetColumns out;
    out.item = find("item");
    for (const auto& contest : contests.contests) {
        auto column = find(contest.name);
        out.contests.push_back(column ? column : find(documents::neutralised(contest.name)));
    }
    return out;
}

class SheetReader {
public:
    SheetReader(
        const audit::ContestsFile& contests, const audit::Progress& progress, SheetColumns columns
    )
        : contests_(contests), progress_(progress), columns_(std::move(columns)) {}

    /// Empty for a row in which nothing is written.
    Result<std::optional<SheetRow>> row(const std::vector<std::string_view>& fields) const;

private:
    [[nodiscard]] std::string_view cell(
        const std::vector<std::string_view>& fields, std::optional<std::size_t> column
    ) const {
        return column && *column < fields.size()
                   ? trimmed(documents::without_guard(fields[*column]))
                   : std::string_view();
    }

    const audit::ContestsFile& contests_;
    const audit::Progress& progress_;
    SheetColumns columns_;
};

Result<std::optional<SheetRow>> SheetReader::row(const std::vector<std::string_view>& fields
) const {
    SheetRow out;
    const auto number = whole(cell(fields, columns_.item));
    const auto* const item = number ? progress_.find(*number) : nullptr;
    if (item == nullptr) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_no_item",
            fmt::format("There is no item “{}”.", cell(fields, columns_.item))
        );
    }
    out.item = *number;
    std::size_t empty = 0;
    std::size_t asked = 0;
    for (std::size_t at = 0; at < contests_.contests.size(); ++at) {
        const auto& contest = contests_.contests[at];
        if (std::ranges::find(item->item.contests, contest.name) == item->item.contests.end()) {
            continue;
        }
        ++asked;
        const auto text = cell(fields, columns_.contests[at]);
        if (text.empty()) {
            ++empty;
            continue;
        }
        if (text == "not found") {
            out.not_found = true;
            continue;
        }
        auto reading = reading_of(contest, item->item.position == 0, text);
        if (!reading) {
            return std::unexpected(reading.error());
        }
        out.reading.push_back(*std::move(reading));
    }
    if (empty == asked) {
        return std::optional<SheetRow>();
    }
    if (!out.not_found && empty > 0) {
        return refuse(
            Refusal::Kind::invalid,
            "audit_reading_missing",
            fmt::format("Item {} is filled in in part; fill in every contest.", out.item)
        );
    }
    return std::optional(std::move(out));
}

}  // namespace

Result<std::vector<SheetRow>> read_sheet(
    std::string bytes,
    std::string_view file,
    const audit::ContestsFile& contests,
    const audit::Progress& progress
) {
    const auto plain = documents::plain_text(std::move(bytes), file);
    if (!plain) {
        return std::unexpected(plain.error());
    }
    std::vector<SheetRow> out;
    std::optional<SheetReader> reader;
    std::optional<Refusal> refusal;
    const char delimiter = documents::likely_delimiter(plain->text);
    documents::read_rows(plain->text, delimiter, [&](const documents::DelimitedRow& row) {
        if (!reader) {
            auto columns = columns_of(row.fields, contests);
            if (!columns.item) {
                refusal = audit::refuse_plain(
                              file, row.line, "item", "The first line must name a column “item”."
                )
                              .error();
                return false;
            }
            reader.emplace(contests, progress, std::move(columns));
            return true;
        }
        auto read = reader->row(row.fields);
        if (!read) {
            refusal = audit::refuse_plain(file, row.line, "", read.error().summary).error();
            return false;
        }
        if (*read) {
            out.push_back(*std::move(*read));
        }
        return true;
    });
    if (refusal) {
        return std::unexpected(*std::move(refusal));
    }
    return out;
}

}  // namespace belfry::audit_bundle
