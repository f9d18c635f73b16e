// Excel workbooks (ECMA-376 Part 1, SpreadsheetML): the rows of their sheets.
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "documents/date_format.hpp"
#include "documents/sheets.hpp"
#include "documents/table_stream.hpp"
#include "documents/xml.hpp"
#include "documents/zip.hpp"

namespace belfry::documents {

namespace {

constexpr std::size_t most_texts = 256U << 20U;
constexpr std::size_t most_columns = 16'384;

std::unexpected<Refusal> refuse_workbook(std::string_view name, std::string_view why) {
    return refuse(Refusal::Kind::invalid, "workbook_unreadable", fmt::format("{}: {}", name, why));
}

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
    const auto found = std::ranges::find(attributes, name, &XmlAttributes::value_type::first);
    return found == attributes.end() ? std::string_view() : found->second;
}

/// Names and parts of the sheets, in the order of the tabs.
class Tabs final : public XmlListener {
public:
    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "sheet") {
            // r:id; sheetId is spelled differently.
            sheets.push_back(
                {std::string(attribute(attributes, "name")),
                 std::string(attribute(attributes, "id")),
                 attribute(attributes, "state").contains("idden")}
            );
        } else if (name == "workbookPr") {
            const auto flag = attribute(attributes, "date1904");
            from_1904 = flag == "1" || flag == "true";
        } else if (name == "Relationship") {
            targets[std::string(attribute(attributes, "Id"))] = attribute(attributes, "Target");
        }
    }

    void closed(std::string_view, std::string_view) override {}

    struct Tab {
        std::string name;
        std::string part;
        bool hidden = false;  ///< hidden, veryHidden
    };

    std::vector<Tab> sheets;
    std::map<std::string, std::string> targets;
    bool from_1904 = false;  ///< Days are counted from 1904 on.
};

/// Texts that cells refer to by number. Phonetic readings are no part of them.
class SharedTexts final : public XmlListener {
public:
    void opened(std::string_view name, const XmlAttributes&) override {
        if (name == "si") {
            text_.clear();
        } else if (name == "rPh") {
            phonetic_ = true;
        }
    }

    void closed(std::string_view name, std::string_view text) override {
        if (name == "t" && !phonetic_) {
            text_ += text;
        } else if (name == "rPh") {
            phonetic_ = false;
        } else if (name == "si") {
            bytes_ += text_.size() + sizeof(std::string);
            if (bytes_ > most_texts) {
                problem =
                    refuse_workbook("The workbook", "It holds more than 256 MiB of texts.").error();
                return;
            }
            texts.push_back(std::move(text_));
            text_.clear();
        }
    }

    std::vector<std::string> texts;

private:
    std::string text_;
    bool phonetic_ = false;
    std::size_t bytes_ = 0;
};

int number_of(std::string_view text) {
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

/// How cells show numbers: formats that show dates, by the style that a cell names.
class Styles final : public XmlListener {
public:
    explicit Styles(bool from_1904) : from_1904_(from_1904) {}

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") {
            said_[number_of(attribute(attributes, "numFmtId"))] =
                attribute(attributes, "formatCode");
        } else if (name == "cellXfs") {
            of_cells_ = true;
        } else if (name == "xf" && of_cells_) {
            formats_.push_back(number_of(attribute(attributes, "numFmtId")));
        }
    }

    void closed(std::string_view name, std::string_view) override {
        of_cells_ = of_cells_ && name != "cellXfs";
    }

    /// Empty when the cell shows no date.
    [[nodiscard]] std::optional<std::string> date_in(std::size_t style, std::string_view value)
        const {
        if (style >= formats_.size()) {
            return {};
        }
        const auto said = said_.find(formats_[style]);
        const auto format = said == said_.end() ? usual_date_format(formats_[style]) : said->second;
        double days = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), days);
        if (format.empty() || read.ec != std::errc() || read.ptr != value.data() + value.size()) {
            return {};
        }
        constexpr double between = 1'462;  // days from 1900 to 1904, as spreadsheets count
        return shown_date(format, days + (from_1904_ ? between : 0));
    }

private:
    bool from_1904_;
    bool of_cells_ = false;
    std::map<int, std::string> said_;
    std::vector<int> formats_;
};

/// "AB12" → 27; empty where there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t out = 0;
    std::size_t letters = 0;
    for (const char each : reference) {
        if (each < 'A' || each > 'Z' || letters == 3) {
            break;
        }
        out = out * 26 + static_cast<std::size_t>(each - 'A') + 1;
        ++letters;
    }
    return letters == 0 ? std::nullopt : std::optional(out - 1);
}

/// "A2:B3"; empty where it is no range.
std::optional<MergedCells> merged_cells(std::string_view range) {
    const auto between = range.find(':');
    if (between == std::string_view::npos) {
        return {};
    }
    const auto row_of = [](std::string_view reference) {
        std::size_t row = 0;
        const auto digits = std::min(reference.find_first_of("0123456789"), reference.size());
        std::from_chars(reference.data() + digits, reference.data() + reference.size(), row);
        return row;
    };
    const auto first = range.substr(0, between);
    const auto last = range.substr(between + 1);
    const auto from = column_of(first);
    const auto to = column_of(last);
    const MergedCells out{row_of(first), row_of(last), from.value_or(0), to.value_or(0)};
    const bool sound = from && to && out.first_row > 0 && out.first_row <= out.last_row &&
                       out.first_column <= out.last_column;
    return sound ? std::optional(out) : std::nullopt;
}

bool is_set(std::string_view flag) {
    return flag == "1" || flag == "true";
}

class Rows final : public XmlListener {
public:
    /// `about`, where it is given, learns what else the sheet says of the row that `each` put there
    /// last. With `styles` dates are given as they are shown.
    Rows(
        std::string_view file,
        const std::vector<std::string>& texts,
        const EachRow& each,
        Sheet* about = nullptr,
        const Styles* styles = nullptr
    )
        : file_(file), texts_(texts), each_(each), about_(about), styles_(styles) {}

    void opened(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "row") {
            cells_.clear();
            const auto number = attribute(attributes, "r");
            std::size_t given = 0;
            std::from_chars(number.data(), number.data() + number.size(), given);
            row_ = given > 0 ? given : row_ + 1;
            hidden_ = is_set(attribute(attributes, "hidden"));
            lost_results_ = 0;
        } else if (name == "c") {
            type_ = attribute(attributes, "t");
            style_ = static_cast<std::size_t>(std::max(0, number_of(attribute(attributes, "s"))));
            place_ = column_of(attribute(attributes, "r")).value_or(cells_.size());
            value_.clear();
            formula_ = false;
            result_ = false;
        } else if (name == "mergeCell" && about_ != nullptr) {
            if (const auto cells = merged_cells(attribute(attributes, "ref"))) {
                about_->merged.push_back(*cells);
            }
        }
    }

    void closed(std::string_view name, std::string_view text) override {
        if (name == "v" || name == "t") {
            value_ += text;
            result_ = true;
        } else if (name == "f") {
            formula_ = true;
        } else if (name == "c") {
            lost_results_ += formula_ && !result_ ? 1U : 0U;
            cell();
        } else if (name == "row") {
            row();
        }
    }

    std::size_t rows = 0;

private:
    void cell() {
        if (place_ >= most_columns) {
            problem = refuse_workbook(file_, "A row has more than 16,384 cells.").error();
            return;
        }
        if (cells_.size() <= place_) {
            cells_.resize(place_ + 1);
        }
        if (type_ == "s") {
            std::size_t number = 0;
            const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), number);
            if (read.ec != std::errc() || number >= texts_.size()) {
                problem =
                    refuse_workbook(
                        file_,
                        fmt::format("A cell in row {} refers to a text that is not there.", row_)
                    )
                        .error();
                return;
            }
            cells_[place_] = texts_[number];
        } else if (type_ == "b") {
            cells_[place_] = value_ == "1" ? "TRUE" : "FALSE";
        } else if (const auto date = shown_as_date()) {
            cells_[place_] = *date;
        } else if (type_.empty() || type_ == "n") {
            // Some programs write 104 as 104.0.
            cells_[place_] = value_.ends_with(".0") ? value_.substr(0, value_.size() - 2) : value_;
        } else {
            cells_[place_] = value_;
        }
    }

    [[nodiscard]] std::optional<std::string> shown_as_date() const {
        const bool is_number = type_.empty() || type_ == "n";
        return styles_ != nullptr && is_number ? styles_->date_in(style_, value_) : std::nullopt;
    }

    void row() {
        const std::vector<std::string_view> fields(cells_.begin(), cells_.end());
        const bool is_empty = std::ranges::all_of(fields, &std::string_view::empty);
        if (is_empty && (about_ == nullptr || lost_results_ == 0)) {
            return;
        }
        ++rows;
        enough = !each_({row_, fields, false, {}});
        if (about_ != nullptr && !about_->rows.empty()) {
            about_->rows.back().hidden = hidden_;
            about_->rows.back().lost_results = lost_results_;
        }
    }

    std::string_view file_;
    const std::vector<std::string>& texts_;
    const EachRow& each_;
    std::vector<std::string> cells_;
    std::string type_;
    std::size_t style_ = 0;
    std::string value_;
    std::size_t place_ = 0;
    std::size_t row_ = 0;
    Sheet* about_;
    const Styles* styles_;
    bool hidden_ = false;
    bool formula_ = false;
    bool result_ = false;
    std::size_t lost_results_ = 0;
};

class Workbook {
public:
    Workbook(Source& source, Zip zip) : source_(source), zip_(std::move(zip)) {}

    Result<void> open() {
        for (const auto* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
            if (const auto read = read_part(part, tabs_); !read) {
                return read;
            }
        }
        if (tabs_.sheets.empty()) {
            return refuse_workbook(source_.name(), "This workbook has no sheet.");
        }
        if (has("xl/sharedStrings.xml")) {
            return read_part("xl/sharedStrings.xml", texts_);
        }
        return {};
    }

    /// From now on dates are given as they are shown.
    Result<void> show_dates() {
        styles_.emplace(tabs_.from_1904);
        return has("xl/styles.xml") ? read_part("xl/styles.xml", *styles_) : Result<void>();
    }

    [[nodiscard]] std::size_t sheets() const { return tabs_.sheets.size(); }

    [[nodiscard]] const std::string& name(std::size_t sheet) const {
        return tabs_.sheets[sheet].name;
    }

    [[nodiscard]] bool is_hidden(std::size_t sheet) const { return tabs_.sheets[sheet].hidden; }

    /// How many rows were given. A chart, or a sheet of macros, has none.
    Result<std::size_t> read(std::size_t sheet, const EachRow& each, Sheet* about = nullptr) {
        auto target = tabs_.targets[tabs_.sheets[sheet].part];
        if (target.starts_with('/')) {
            target.erase(0, 1);
        } else {
            target.insert(0, "xl/");
        }
        if (!has(target)) {
            return 0;
        }
        Rows rows(source_.name(), texts_.texts, each, about, styles_ ? &*styles_ : nullptr);
        if (const auto read = read_part(target, rows); !read) {
            return std::unexpected(read.error());
        }
        return rows.rows;
    }

private:
    [[nodiscard]] bool has(std::string_view part) const {
        return std::ranges::find(zip_.members(), part, &ZipMember::name) != zip_.members().end();
    }

    Result<void> read_part(std::string_view part, XmlListener& listener) {
        const auto& members = zip_.members();
        const auto found = std::ranges::find(members, part, &ZipMember::name);
        if (found == members.end()) {
            return refuse_workbook(
                source_.name(),
                fmt::format("It is a zip file but no Excel workbook: {} is not in it.", part)
            );
        }
        const auto member = zip_.member(static_cast<std::size_t>(found - members.begin()));
        return read_xml(*member, listener);
    }

    Source& source_;
    Zip zip_;
    Tabs tabs_;
    SharedTexts texts_;
    std::optional<Styles> styles_;
};

Result<Workbook> open_workbook(Source& source, const ZipLimits& limits) {
    auto zip = Zip::open(source, limits);
    if (!zip) {
        return std::unexpected(zip.error());
    }
    Workbook workbook(source, std::move(*zip));
    if (const auto opened = workbook.open(); !opened) {
        return std::unexpected(opened.error());
    }
    return workbook;
}

}  // namespace

Result<TableForm> read_workbook(Source& source, const EachRow& each) {
    auto workbook = open_workbook(source, {});
    if (!workbook) {
        return std::unexpected(workbook.error());
    }
    const EachRow any = [](const DelimitedRow&) {
        return false;
    };
    TableForm out;
    for (std::size_t sheet = 0; sheet < workbook->sheets(); ++sheet) {
        const bool first = out.sheet.empty();
        const auto rows = workbook->read(sheet, first ? each : any);
        if (!rows) {
            return std::unexpected(rows.error());
        }
        if (*rows > 0 && first) {
            out.sheet = workbook->name(sheet);
        } else if (*rows > 0) {
            out.other_sheets.push_back(workbook->name(sheet));
        }
    }
    return out;
}

Result<std::vector<Sheet>> read_sheets(Source& source, const ZipLimits& limits) {
    auto workbook = open_workbook(source, limits);
    if (!workbook) {
        return std::unexpected(workbook.error());
    }
    if (const auto shown = workbook->show_dates(); !shown) {
        return std::unexpected(shown.error());
    }
    std::vector<Sheet> out;
    std::size_t cells = 0;
    for (std::size_t sheet = 0; sheet < workbook->sheets(); ++sheet) {
        out.push_back({workbook->name(sheet), {}, workbook->is_hidden(sheet), {}});
        const EachRow keep = [&](const DelimitedRow& row) {
            cells += row.fields.size();
            out.back().rows.push_back({row.line, {row.fields.begin(), row.fields.end()}});
            return cells <= most_cells_held;
        };
        const auto rows = workbook->read(sheet, keep, &out.back());
        if (!rows) {
            return std::unexpected(rows.error());
        }
        if (cells > most_cells_held) {
            return refuse_workbook(source.name(), "It has more than a million cells.");
        }
    }
    return out;
}

}  // namespace belfry::documents
