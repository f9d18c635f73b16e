#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit_files/known_cards.hpp"
#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// Where a record stands. The names must live as long as what remembers them.
struct RecordOrigin {
    std::string_view file;
    std::size_t line = 0;      ///< 0 where the file is the record.
    std::string_view element;  ///< "Sessions", of files whose records are counted and not lines.
    std::size_t number = 0;    ///< Of the element, from 0.

    /// "line 7", "Sessions[3]"; empty where the file is the record.
    [[nodiscard]] std::string words() const;

    friend bool operator==(const RecordOrigin&, const RecordOrigin&) = default;
};

/// Where the record of each card stands. Neighbours in a file are one entry, however many.
class RecordOrigins {
public:
    /// Of the next card.
    void add(const RecordOrigin& origin);

    [[nodiscard]] RecordOrigin of(std::size_t card) const;

private:
    struct Run {
        std::uint32_t card = 0;
        std::uint32_t step = 0;  ///< Lines from one to the next.
        RecordOrigin first;
    };

    std::vector<Run> runs_;
    std::size_t cards_ = 0;
};

/// Watches for identifiers that come again. A place is what cards are drawn by: only one record may
/// lie there. What is printed on a card is a label: the second card that has it is noted, and kept.
class RecordWatch {
public:
    explicit RecordWatch(ImportedCards& imported);

    /// The card whose record lies at this place already. Where there is none, add the card of this
    /// name before the next question. A card without a number in its batch lies nowhere.
    [[nodiscard]] std::optional<std::size_t> at_place(const audit::CardNameView& name);

    /// This name will be asked for: memory that it needs is fetched meanwhile.
    void foresee(const audit::CardNameView& name) const {
        places_.foresee(name);
        printed_.foresee(name);
    }

    /// The card that comes next stands here. `label` is the column of what is printed on it; empty
    /// where nothing is, or where it only repeats the place.
    void keep(const audit::CardNameView& name, const RecordOrigin& origin, std::string_view label);

    /// The record at `origin` is of a card that has one already, with other votes. `column` is that
    /// of its place.
    [[nodiscard]] std::unexpected<Refusal> refuse_repeated(
        std::size_t before,
        const audit::CardNameView& name,
        const RecordOrigin& origin,
        std::string_view column
    ) const;

    /// The same, with the same votes: it is left out, and that is noted.
    void set_aside(
        std::size_t before,
        const audit::CardNameView& name,
        const RecordOrigin& origin,
        std::string_view column
    );

private:
    [[nodiscard]] Repetition repetition(std::size_t card, Identifier identifier, std::string value)
        const;
    [[nodiscard]] std::string where(std::size_t card, std::string_view seen_from) const;

    ImportedCards& imported_;
    KnownCards places_;
    KnownCards printed_;
    RecordOrigins origins_;
};

/// Numbers that a table gives its rows, and which come again. Memory is taken only where they do
/// not go up by one with the lines.
class RowNumbers {
public:
    struct Again {
        std::uint64_t number = 0;
        std::size_t first = 0;  ///< Line.
        std::size_t again = 0;  ///< Line, behind the first.

        friend bool operator==(const Again&, const Again&) = default;
    };

    /// What is no whole number is passed over.
    void add(std::string_view number, std::size_t line);

    /// Notes in the summary each row whose number stands further up.
    void note(Summary& into, std::string_view file, std::string_view column) const;

    /// Rows whose number stands further up, by line.
    [[nodiscard]] std::vector<Again> all_again() const;

private:
    struct Run {
        std::uint64_t number = 0;
        std::size_t line = 0;
        std::size_t rows = 0;

        [[nodiscard]] std::uint64_t end() const { return number + rows; }
    };

    std::vector<Run> runs_;
};

}  // namespace belfry::audit_files
