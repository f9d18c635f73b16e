#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audit/event_bodies.hpp"
#include "audit/plain_files.hpp"
#include "audit_bundle/test_audit.hpp"
#include "audit_verify/facts.hpp"
#include "cli/commands.hpp"

/// Test support: an audit in a folder, step by step from the command line.
namespace belfry::cli {

namespace fs = std::filesystem;

using Row = std::vector<std::string>;

/// Comma-separated rows without quotes, with either line end.
inline std::vector<Row> rows_of(const std::string& text) {
    std::vector<Row> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        Row row(1);
        for (const char c : line) {
            if (c == ',') {
                row.emplace_back();
            } else {
                row.back() += c;
            }
        }
        out.push_back(row);
    }
    return out;
}

class AuditFromTheCommandLine : public testing::Test {
protected:
    int belfry(std::vector<std::string> words) {
        words.insert(words.begin(), {"belfry", "audit"});
        words.insert(words.begin() + 3, folder().string());
        std::vector<char*> arguments;
        for (auto& word : words) {
            arguments.push_back(word.data());
        }
        const Program program{"test", {}};
        return run(program, arguments);
    }

    [[nodiscard]] fs::path folder() const { return home_ / "audit"; }

    std::string file(const std::string& name, const std::string& text) {
        const auto path = home_ / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }

    std::string contests(const std::vector<audit::ContestTerms>& terms) {
        return file("contests.json", json::canonical(json::write(audit::ContestsFile{terms})));
    }

    /// Both people fill in the newest list: `cell(row, contest)` says what is on the paper.
    void read_round(
        const std::string& list,
        const std::function<std::string(const Row& row, const std::string& contest)>& cell
    ) {
        const auto bytes = audit_bundle::public_files(folder()).at(list);
        const auto rows = audit_verify::csv_rows(bytes);
        auto sheet = audit::csv_line(rows[0]);
        for (std::size_t at = 1; at < rows.size(); ++at) {
            auto row = rows[at];
            for (std::size_t column = 7; column < row.size(); ++column) {
                if (row[column].empty()) {
                    row[column] = cell(row, rows[0][column]);
                }
            }
            sheet += audit::csv_line(row);
        }
        const auto path = file("sheet.csv", sheet);
        ASSERT_EQ(belfry({"enter", "--by", "Ann", "--sheet", path}), done);
        ASSERT_EQ(belfry({"enter", "--by", "Ben", "--sheet", path}), done);
    }

    /// The body of the newest event of a kind.
    template <class Body>
    Body newest(audit::EventKind kind) {
        Body out;
        for (const auto& [path, bytes] : audit_bundle::public_files(folder())) {
            if (path.starts_with("events/")) {
                const auto event = audit::read_event(bytes);
                if (event->kind == kind) {
                    out = *json::read<Body>(event->body);
                }
            }
        }
        return out;
    }

    audit::Measurement last_measurement() {
        return newest<audit::Measurement>(audit::EventKind::risk_measured);
    }

    audit::RoundDrawn drawn_round() {
        return newest<audit::RoundDrawn>(audit::EventKind::round_drawn);
    }

    void close_and_verify() {
        EXPECT_EQ(belfry({"close", "--by", "Clerk"}), done);
        EXPECT_EQ(
            belfry(
                {"sign",
                 "--by",
                 "Clerk",
                 "--role",
                 "clerk",
                 "--key",
                 (home_ / "clerk.key").string(),
                 "--new-key"}
            ),
            done
        );
        EXPECT_EQ(belfry({"report", "--language", "en"}), done);
        EXPECT_EQ(belfry({"verify"}), done);
    }

    void roll_seed() {
        ASSERT_EQ(belfry({"seed", "--roll", "5341796066:Ann", "--roll", "1093690826:Ben"}), done);
    }

private:
    audit_bundle::TemporaryFolder temporary_;
    fs::path home_ = temporary_.path();
};

}  // namespace belfry::cli
