#include "audit_files/report.hpp"

#include <fmt/format.h>

namespace belfry::audit_files {

void Summary::note(Note note) {
    constexpr std::size_t most_notes = 1000;
    if (notes.size() < most_notes) {
        notes.push_back(std::move(note));
    } else {
        ++notes_left_out;
    }
}

void Summary::put_aside(Note why) {
    ++set_aside;
    why.kind = NoteKind::set_aside;
    note(std::move(why));
}

void summarise(ImportedCards& imported) {
    auto& [cards, summary, withheld] = imported;
    summary.cards = static_cast<std::int64_t>(cards.size());
    if (summary.format.empty() && !summary.files.empty()) {
        summary.format = summary.files.front().format;
    }
    summary.contests.clear();
    for (std::size_t at = 0; at < cards.contests().size(); ++at) {
        const auto& header = cards.contests()[at];
        const auto counts = cards.counts(at);
        const auto votes = cards.tally(at);
        auto& out = summary.contests.emplace_back();
        out.name = header.name;
        out.votes_allowed = header.votes_allowed;
        out.ranks = header.ranks;
        out.cards = counts.cards();
        out.blank = counts.blank;
        out.fewer = counts.fewer;
        out.overvoted = counts.overvoted;
        for (std::size_t choice = 0; choice < votes.size(); ++choice) {
            out.choices.push_back({header.choices[choice], votes[choice]});
        }
    }
    summary.groups.clear();
    for (const auto& [name, count] : cards.groups()) {
        summary.groups.push_back({name, count});
    }
}

FileForm form_of(
    const documents::Source& source, std::string format, const documents::TableForm& form
) {
    FileForm out;
    out.name = source.name();
    out.format = std::move(format);
    out.bytes = source.size();
    if (form.sheet.empty()) {
        out.text = form.text;
    } else {
        out.sheet = form.sheet;
    }
    return out;
}

std::unexpected<Refusal> refuse_file(
    std::string_view file, std::size_t line, std::string_view column, std::string advice
) {
    std::string where(file);
    if (line > 0) {
        where += fmt::format(", line {}", line);
    }
    if (!column.empty()) {
        where += fmt::format(", column “{}”", column);
    }
    return refuse(
        Refusal::Kind::invalid,
        "audit_file",
        fmt::format("{}: {}", where, advice),
        {{std::string(file),
          "audit_file",
          advice,
          {{"line", std::to_string(line)}, {"column", std::string(column)}}}}
    );
}

}  // namespace belfry::audit_files
