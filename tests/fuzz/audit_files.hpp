#pragma once

#include <algorithm>
#include <span>
#include <string>

#include "audit_files/open.hpp"
#include "base/check.hpp"

/// What holds of every file of an audit, however broken: it is refused in words, or every record is
/// accounted for.
namespace belfry {

inline void check_refusal(const Refusal& refusal) {
    check(!refusal.code.empty() && !refusal.summary.empty(), "a refusal without words");
}

inline void check_summary(const audit_files::Summary& summary) {
    check(summary.rows == summary.read + summary.set_aside, "a record is not accounted for");
    check(summary.duplicates <= summary.set_aside, "a repetition that was not set aside");
}

inline void check_cards(const Result<audit_files::ImportedCards>& read) {
    if (!read) {
        check_refusal(read.error());
        return;
    }
    check_summary(read->summary);
    const auto cards = static_cast<std::int64_t>(read->cards.size());
    check(read->summary.cards == cards, "the summary counts other cards");
    for (std::size_t at = 0; at < read->cards.contests().size(); ++at) {
        const auto counts = read->cards.counts(at);
        check(counts.cards() <= cards, "a contest on more cards than there are");
        check(counts.cards() == read->cards.cards_with(at), "two counts of a contest's cards");
        for (const auto votes : read->cards.tally(at)) {
            check(votes <= counts.cards(), "more votes than cards");
        }
    }
}

/// Calls `read` for two files in one, parted by a form feed; the second list is empty without one.
template <class Read>
void check_two_files(const unsigned char* data, std::size_t size, Read read) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto cut = std::min(all.find('\f'), all.size());
    documents::Bytes first("first", std::string(all.substr(0, cut)));
    documents::Bytes second("second", std::string(all.substr(std::min(cut + 1, size))));
    documents::Source* const records[] = {&first};
    documents::Source* const places[] = {&second};
    using Sources = std::span<documents::Source* const>;
    check_cards(read(Sources(records), Sources(places, cut < size ? 1 : 0)));
}

inline documents::Bytes fuzz_source(const unsigned char* data, std::size_t size) {
    return {"file", std::string(reinterpret_cast<const char*>(data), size)};
}

}  // namespace belfry
