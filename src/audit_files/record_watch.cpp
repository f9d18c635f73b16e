#include "audit_files/record_watch.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace belfry::audit_files {

std::string RecordOrigin::words() const {
    if (!element.empty()) {
        return fmt::format("{}[{}]", element, number);
    }
    return line > 0 ? fmt::format("line {}", line) : std::string();
}

void RecordOrigins::add(const RecordOrigin& origin) {
    if (!runs_.empty()) {
        auto& run = runs_.back();
        const auto behind = cards_ - run.card;
        if (behind == 1) {
            run.step = static_cast<std::uint32_t>(origin.line - run.first.line);
        }
        auto expected = run.first;
        expected.line += behind * run.step;
        expected.number += origin.element.empty() ? 0 : behind;
        if (run.step <= 1 && expected == origin) {
            ++cards_;
            return;
        }
    }
    runs_.push_back({static_cast<std::uint32_t>(cards_++), 0, origin});
}

RecordOrigin RecordOrigins::of(std::size_t card) const {
    const auto after = std::ranges::upper_bound(runs_, card, {}, &Run::card);
    const auto& run = *std::prev(after);
    auto out = run.first;
    out.line += (card - run.card) * run.step;
    out.number += out.element.empty() ? 0 : card - run.card;
    return out;
}

RecordWatch::RecordWatch(ImportedCards& imported)
    : imported_(imported),
      places_(imported.cards, KnownCards::By::record),
      printed_(imported.cards, KnownCards::By::imprinted) {
}

std::optional<std::size_t> RecordWatch::at_place(const audit::CardNameView& name) {
    return name.record.empty() ? std::nullopt : places_.find_or_remember(name);
}

namespace {

std::string place_in_words(const audit::CardNameView& name) {
    std::string out =
        name.tabulator.empty() ? std::string() : fmt::format("tabulator {}, ", name.tabulator);
    out += fmt::format("batch {}, record {}", name.batch, name.record);
    out.front() = out.front() == 't' ? 'T' : 'B';
    return out;
}

/// An element of a file without lines is its column.
std::string column_of(const RecordOrigin& origin, std::string_view column) {
    return origin.element.empty() ? std::string(column) : origin.words();
}

/// Sheets of one ballot share what is printed on it: "12/1" and "12/2" in one batch.
bool are_sheets_of_one_ballot(const audit::CardNameView& one, const audit::CardNameView& other) {
    const auto ballot = [](std::string_view record) {
        return record.substr(0, record.find('/'));
    };
    return one.tabulator == other.tabulator && one.batch == other.batch &&
           one.record.find('/') != std::string_view::npos &&
           ballot(one.record) == ballot(other.record);
}

}  // namespace

void RecordWatch::keep(
    const audit::CardNameView& name, const RecordOrigin& origin, std::string_view label
) {
    const bool labelled = !label.empty() && !name.imprinted.empty();
    const auto first = labelled ? printed_.find_or_remember(name) : std::nullopt;
    if (first && !are_sheets_of_one_ballot(imported_.cards.view(*first), name)) {
        ++imported_.summary.repeated_labels;
        imported_.summary.note(
            {NoteKind::noticed,
             std::string(origin.file),
             origin.line,
             column_of(origin, label),
             fmt::format(
                 "“{}” stands on another card, too {}. Both cards are kept: a card is found by its "
                 "tabulator, batch and place in it.",
                 name.imprinted,
                 where(*first, origin.file)
             ),
             repetition(*first, Identifier::printed, std::string(name.imprinted))}
        );
    }
    // Where records are counted the lines would only take memory.
    origins_.add(
        {origin.file, origin.element.empty() ? origin.line : 0, origin.element, origin.number}
    );
}

std::unexpected<Refusal> RecordWatch::refuse_repeated(
    std::size_t before,
    const audit::CardNameView& name,
    const RecordOrigin& origin,
    std::string_view column
) const {
    return refuse_file(
        origin.file,
        origin.line,
        column_of(origin, column),
        fmt::format(
            "{} was read already {}, with other votes. Export the records again.",
            place_in_words(name),
            where(before, origin.file)
        )
    );
}

void RecordWatch::set_aside(
    std::size_t before,
    const audit::CardNameView& name,
    const RecordOrigin& origin,
    std::string_view column
) {
    ++imported_.summary.duplicates;
    const auto place = place_in_words(name);
    imported_.summary.put_aside(
        {NoteKind::set_aside,
         std::string(origin.file),
         origin.line,
         column_of(origin, column),
         fmt::format(
             "{} was read already {}, with the same votes; this record is left out.",
             place,
             where(before, origin.file)
         ),
         repetition(before, Identifier::place, place)}
    );
}

Repetition RecordWatch::repetition(std::size_t card, Identifier identifier, std::string value)
    const {
    const auto origin = origins_.of(card);
    return {
        identifier,
        std::move(value),
        std::string(origin.file),
        origin.line,
        origin.element.empty() ? std::string() : origin.words()
    };
}

std::string RecordWatch::where(std::size_t card, std::string_view seen_from) const {
    const auto origin = origins_.of(card);
    auto words = origin.words();
    if (origin.file != seen_from) {
        words += fmt::format("{}{}", words.empty() ? "" : " of ", origin.file);
    }
    return "(" + words + ")";
}

void RowNumbers::add(std::string_view number, std::size_t line) {
    std::uint64_t value = 0;
    const auto* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) {
        return;
    }
    if (!runs_.empty() && runs_.back().end() == value &&
        runs_.back().line + runs_.back().rows == line) {
        ++runs_.back().rows;
    } else {
        runs_.push_back({value, line, 1});
    }
}

void RowNumbers::note(Summary& into, std::string_view file, std::string_view column) const {
    for (const auto& each : all_again()) {
        ++into.repeated_labels;
        into.note(
            {NoteKind::noticed,
             std::string(file),
             each.again,
             std::string(column),
             fmt::format(
                 "{} stands on another row, too (line {}). Both records are kept: a card is found "
                 "by its tabulator, batch and place in it.",
                 each.number,
                 each.first
             ),
             Repetition{
                 Identifier::number, std::to_string(each.number), std::string(file), each.first, {}
             }}
        );
    }
}

std::vector<RowNumbers::Again> RowNumbers::all_again() const {
    auto runs = runs_;
    std::ranges::sort(runs, {}, &Run::number);
    std::vector<Again> out;
    Run reach;  // Of the runs so far the one that goes furthest.
    for (const auto& run : runs) {
        const auto line = [](const Run& there, std::uint64_t number) {
            return there.line + static_cast<std::size_t>(number - there.number);
        };
        for (auto number = run.number; number < std::min(run.end(), reach.end()); ++number) {
            const auto lines = std::minmax({line(reach, number), line(run, number)});
            out.push_back({number, lines.first, lines.second});
        }
        reach = run.end() > reach.end() ? run : reach;
    }
    std::ranges::sort(out, {}, &Again::again);
    return out;
}

}  // namespace belfry::audit_files
