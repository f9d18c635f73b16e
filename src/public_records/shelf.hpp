#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "record/record.hpp"
#include "store/connection.hpp"

/// What the city keeps and where the values of each kind of object lie: modules say it once, for
/// retention, holds and redaction alike.
namespace belfry::public_records {

/// What stands in a column once its value was redacted.
enum class Blank {
    bar,      ///< A bar of fixed length with the statute: columns with words that people read.
    empty,    ///< No text: columns with words that may be missing.
    nothing,  ///< NULL, or null in a document.
    list,     ///< `[]`.
};

/// Where the newest value of a disclosed field lies.
struct ShelfField {
    std::string_view field;  ///< As the record names it.
    Blank blank = Blank::bar;
    /// Columns that hold it; empty: the one that is named as the field.
    std::vector<std::string_view> columns = {};
};

/// Bytes of an object, of which the record has only a digest.
struct ShelfBytes {
    std::string_view field = {};   ///< Where this is redacted, the bytes and the row go.
    std::string_view table = {};   ///< Empty: there are no bytes.
    std::string_view column = {};  ///< With the object's number.
};

/// What objects of a kind hang on: a comment on its task, a task on its step.
struct ShelfParent {
    std::string_view id = {};           ///< Column with its number; empty: they hang on nothing.
    std::string_view kind = {};         ///< The same for all …
    std::string_view kind_column = {};  ///< … or in a column.
};

/// When an object counts as closed.
struct ShelfClosing {
    std::string_view column = {};  ///< Empty: whenever nothing more is changed.
    std::vector<std::string_view> values = {};
};

/// One kind of object that is a record of the city.
struct Shelf {
    std::string_view kind;   ///< As in the record: `task`.
    std::string_view table;  ///< Each row is an object of that kind; empty: only the record has it.
    std::vector<ShelfField> fields = {};  ///< Those whose newest value can be replaced.
    /// A column with a JSON object whose members are the fields; empty: they are columns.
    std::string_view document = {};
    std::string_view id = "id";
    std::string_view revision = "revision";  ///< Column; empty: the table has none.
    ShelfBytes bytes = {};
    bool recorded_by_sums = false;  ///< Its entries hold sums of it: what is deleted is gone.
    ShelfParent parent = {};
    ShelfClosing closing = {};
};

/// Rows elsewhere that repeat words of an object.
struct Echo {
    std::string_view table;
    std::string_view kind_column;
    std::string_view id_column;
    std::string_view text_column;
};

struct Shelves {
    std::vector<Shelf> shelves;
    std::vector<Echo> echoes = {};
    /// Makes search, and copies that could be put back, forget what objects said; called once their
    /// values are gone from the record and their rows.
    std::function<void(store::Connection&, const std::vector<record::Object>&)> words_changed = {};

    /// Null for what is no record of the city: sessions, settings.
    [[nodiscard]] const Shelf* find(std::string_view kind) const;
};

}  // namespace belfry::public_records
