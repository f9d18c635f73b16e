#include <array>
#include <cmath>
#include <system_error>

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/check.hpp"
#include "documents/cell_text.hpp"
#include "documents/table.hpp"

namespace belfry::documents {

namespace {

/// A file in memory: what people export never lies in a folder for temporary files.
class MemoryFile {
public:
    MemoryFile() : handle_(::memfd_create("sheet", MFD_CLOEXEC)) {
        if (handle_ < 0) {
            throw std::system_error(errno, std::generic_category(), "memfd_create");
        }
    }

    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    MemoryFile(MemoryFile&&) = delete;
    MemoryFile& operator=(MemoryFile&&) = delete;

    ~MemoryFile() { ::close(handle_); }

    [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", handle_); }

    [[nodiscard]] std::string content() const {
        struct stat state{};
        check(::fstat(handle_, &state) == 0, "a file in memory has no state");
        std::string bytes(static_cast<std::size_t>(state.st_size), '\0');
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto got = ::pread(
                handle_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done)
            );
            check(got > 0, "a file in memory cannot be read");
            done += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    int handle_;
};

void require(lxw_error problem) {
    if (problem != LXW_NO_ERROR) {
        throw std::runtime_error(fmt::format("spreadsheet: {}", lxw_strerror(problem)));
    }
}

/// Excel holds 32,767 characters in a cell; longer text is cut between characters and says so.
std::string fitted(std::string text) {
    constexpr std::size_t most = 32'000;
    if (text.size() <= most) {
        return text;
    }
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) {
        --end;
    }
    return text.substr(0, end) + "…";
}

/// Excel's rules for the name of a sheet: at most 31 characters, some forbidden.
std::string sheet_name(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == ' ' || c == '_' || c == '-';
        out += plain ? c : '_';
    }
    return out.empty() ? "Belfry" : out.substr(0, 31);
}

struct Formats {
    lxw_format* head;
    lxw_format* day;
    lxw_format* moment;
    lxw_format* money;
};

lxw_format* number_format(lxw_workbook* book, const char* pattern) {
    auto* format = ::workbook_add_format(book);
    ::format_set_num_format(format, pattern);
    return format;
}

lxw_datetime moment_of(Instant when) {
    const auto midnight = std::chrono::floor<std::chrono::days>(when);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss time(when - midnight);
    return {
        static_cast<int>(day.year()),
        static_cast<int>(static_cast<unsigned>(day.month())),
        static_cast<int>(static_cast<unsigned>(day.day())),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<double>(time.seconds().count()) +
            static_cast<double>(time.subseconds().count()) / 1000.0,
    };
}

/// Excel counts days from 1900; an earlier one stays text.
bool fits_calendar(Date day) {
    return day.year() >= std::chrono::year(1900) && day.year() <= std::chrono::year(9999);
}

/// Writes one cell at a place of the sheet.
struct CellWriter {
    lxw_worksheet* sheet;
    const Formats& formats;
    lxw_row_t row;
    lxw_col_t column;

    void text(const std::string& text) const {
        const auto safe = fitted(neutralised(text));
        require(::worksheet_write_string(sheet, row, column, safe.c_str(), nullptr));
    }

    void number(double value, lxw_format* format = nullptr) const {
        require(::worksheet_write_number(sheet, row, column, value, format));
    }

    void operator()(std::monostate) const {}

    void operator()(const std::string& value) const { text(value); }

    void operator()(std::int64_t value) const {
        constexpr std::int64_t exact = 9'007'199'254'740'992;
        if (value > exact || value < -exact) {
            text(fmt::format("{}", value));
        } else {
            number(static_cast<double>(value));
        }
    }

    void operator()(double value) const {
        if (std::isfinite(value)) {
            number(value);
        }
    }

    void operator()(bool value) const {
        require(::worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nullptr));
    }

    void operator()(Date day) const {
        if (!fits_calendar(day)) {
            text(to_iso(day));
            return;
        }
        auto moment = moment_of(std::chrono::sys_days(day));
        require(::worksheet_write_datetime(sheet, row, column, &moment, formats.day));
    }

    void operator()(Instant when) const {
        if (!fits_calendar(std::chrono::floor<std::chrono::days>(when))) {
            text(to_iso(when));
            return;
        }
        auto moment = moment_of(when);
        require(::worksheet_write_datetime(sheet, row, column, &moment, formats.moment));
    }

    void operator()(Money amount) const {
        number(static_cast<double>(amount.in_cents()) / 100.0, formats.money);
    }
};

void write_rows(lxw_worksheet* sheet, const Table& table, const Formats& formats) {
    lxw_row_t row = 1;
    for (const auto& cells : table.rows) {
        check(cells.size() == table.columns.size(), "a row has another width than its table");
        lxw_col_t column = 0;
        for (const auto& cell : cells) {
            std::visit(CellWriter{sheet, formats, row, column}, cell);
            ++column;
        }
        ++row;
    }
}

void fill_sheet(lxw_workbook* book, lxw_worksheet* sheet, const Table& table) {
    const Formats formats{
        ::workbook_add_format(book),
        number_format(book, "yyyy-mm-dd"),
        number_format(book, "yyyy-mm-dd hh:mm:ss"),
        number_format(book, "#,##0.00"),
    };
    ::format_set_bold(formats.head);
    lxw_col_t column = 0;
    for (const auto& name : table.columns) {
        const auto safe = neutralised(name);
        require(::worksheet_write_string(sheet, 0, column, safe.c_str(), formats.head));
        ++column;
    }
    require(::worksheet_set_column(
        sheet,
        0,
        static_cast<lxw_col_t>(std::max<std::size_t>(table.columns.size(), 1) - 1),
        18,
        nullptr
    ));
    ::worksheet_freeze_panes(sheet, 1, 0);
    write_rows(sheet, table, formats);
}

}  // namespace

std::string to_xlsx(const Table& table) {
    const MemoryFile file;
    auto* book = ::workbook_new(file.path().c_str());
    check(book != nullptr, "a workbook cannot be made");
    auto* sheet = ::workbook_add_worksheet(book, sheet_name(table.name).c_str());
    try {
        fill_sheet(book, sheet, table);
    } catch (...) {
        ::lxw_workbook_free(book);
        throw;
    }
    require(::workbook_close(book));
    return file.content();
}

}  // namespace belfry::documents
