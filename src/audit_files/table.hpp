#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit_files/report.hpp"

/// Tables whose columns are found by their names.
namespace belfry::audit_files {

/// A name without case, blanks and punctuation: "Batch Name", "BatchName" and "batch_name" are one.
[[nodiscard]] std::string plain_name(std::string_view text);

/// The columns of a header row.
class Columns {
public:
    Columns() = default;
    explicit Columns(const std::vector<std::string_view>& header);

    /// The first column with one of these names (as plain_name gives them).
    [[nodiscard]] std::optional<std::size_t> find(std::initializer_list<std::string_view> names
    ) const;

    [[nodiscard]] bool has(std::initializer_list<std::string_view> names) const {
        return find(names).has_value();
    }

    [[nodiscard]] std::size_t size() const { return names_.size(); }

    /// As the file spells them, without guards and outer blanks.
    [[nodiscard]] const std::vector<std::string>& spelled() const { return spelled_; }

private:
    std::vector<std::string> names_;
    std::vector<std::string> spelled_;
};

/// The field of a row without guards and outer blanks; empty where the row is shorter or the column
/// absent.
[[nodiscard]] std::string_view cell(
    const documents::DelimitedRow& row, std::optional<std::size_t> column
);

/// A whole number that is not negative, with thousands commas or without ("1,024", "27.0").
/// Empty for anything else.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);

/// A table of one header row and one record a row, being read.
class TableReader {
public:
    /// The summary and the source must outlive it.
    TableReader(documents::Source& source, Summary& summary) : source_(source), summary_(summary) {}

    /// Calls `header` with the columns and `record` with each row below. Either ends the reading by
    /// a refusal (see refuse()). `skip` rows above the header are passed over.
    [[nodiscard]] Result<void> read(
        std::string format,
        const std::function<void(const Columns&)>& header,
        const std::function<void(const documents::DelimitedRow&)>& record,
        std::size_t skip = 0
    );

    [[nodiscard]] const Columns& columns() const { return columns_; }

    /// The column with one of these names; without it the file is refused.
    [[nodiscard]] std::size_t need(
        std::string_view wanted, std::initializer_list<std::string_view> names
    );

    /// A whole number of the row; what is none ends the reading.
    [[nodiscard]] std::int64_t number(const documents::DelimitedRow& row, std::size_t column);

    /// Ends the reading.
    void refuse(std::size_t line, std::string_view column, std::string advice);
    void refuse(Refusal refusal);

    [[nodiscard]] bool refused() const { return problem_.has_value(); }

    void note(NoteKind kind, std::size_t line, std::string_view column, std::string what);

private:
    documents::Source& source_;
    Summary& summary_;
    Columns columns_;
    std::optional<Refusal> problem_;
};

}  // namespace belfry::audit_files
