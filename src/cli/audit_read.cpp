#include "cli/audit_read.hpp"

#include <array>
#include <memory>
#include <variant>

#include <fmt/format.h>

#include "audit_files/open.hpp"
#include "cli/file_source.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"

namespace belfry::cli {

namespace {

using audit_files::Summary;

/// Length and SHA-256 of a file as it was given.
struct Given {
    std::string file;
    std::uint64_t bytes = 0;
    std::string sha256;
};

Result<Given> given(documents::Source& source) {
    crypto::Sha256 hash;
    std::string block(1U << 20U, '\0');
    std::uint64_t at = 0;
    for (;;) {
        const auto got = source.read(at, block);
        if (!got) {
            return std::unexpected(got.error());
        }
        if (*got == 0) {
            break;
        }
        hash.add(std::string_view(block).substr(0, *got));
        at += *got;
    }
    return Given{std::string(source.name()), at, crypto::to_hex(hash.finish())};
}

std::string_view name_of(const audit_files::OtherFile& file) {
    constexpr std::array<std::string_view, std::variant_size_v<audit_files::OtherFile>> names = {
        "batches",
        "contests",
        "contests",
        "batches",
        "contests",
        "contests",
        "contests",
        "batches",
        "contests of counties"
    };
    return names[file.index()];
}

const Summary& summary_of(const audit_files::OtherFile& file) {
    return std::visit([](const auto& each) -> const Summary& { return each.summary; }, file);
}

void print_form(const audit_files::FileForm& form) {
    fmt::print("  {} ({} bytes): {}", form.name, form.bytes, form.format);
    if (form.text) {
        const auto text = json::write(*form.text).as_object();
        fmt::print(
            "; {}, line ends {}, delimiter {}",
            std::string_view(text.at("encoding").as_string()),
            std::string_view(text.at("line_ends").as_string()),
            form.text->delimiter == "\t" ? "tab" : form.text->delimiter
        );
    }
    if (form.sheet) {
        fmt::print("; sheet “{}”", *form.sheet);
    }
    fmt::print("\n");
}

void print_contest(const audit_files::ContestSummary& contest) {
    fmt::print(
        "  {} ({}): on {} cards; {} blank, {} with fewer marks than allowed, {} overvoted\n",
        contest.name,
        contest.ranks > 0 ? fmt::format("{} ranks", contest.ranks)
                          : fmt::format("vote for {}", contest.votes_allowed),
        contest.cards,
        contest.blank,
        contest.fewer,
        contest.overvoted
    );
    for (const auto& choice : contest.choices) {
        fmt::print("    {:>9}  {}\n", choice.votes, choice.name);
    }
    if (contest.reported_winner) {
        fmt::print("    The file says that {} won.\n", *contest.reported_winner);
    }
}

void print_notes(const Summary& summary) {
    for (const auto& note : summary.notes) {
        constexpr std::array<std::string_view, 3> kinds = {"Note", "Repaired", "Set aside"};
        std::string where = note.file;
        where += note.line > 0 ? fmt::format(", line {}", note.line) : "";
        where += note.column.empty() ? "" : fmt::format(", column “{}”", note.column);
        fmt::print(
            "  {}: {}{}{}\n",
            kinds[static_cast<std::size_t>(note.kind)],
            where,
            where.empty() ? "" : ": ",
            note.what
        );
    }
    if (summary.notes_left_out > 0) {
        fmt::print("  … and {} more.\n", summary.notes_left_out);
    }
}

void print_rows(const Summary& summary, std::string_view what) {
    fmt::print(
        "{} {}: {} read ({} of them repaired), {} set aside ({} of them there twice).\n",
        summary.rows,
        what,
        summary.read,
        summary.repaired,
        summary.set_aside,
        summary.duplicates
    );
}

void print_cards(const audit_files::ImportedCards& imported) {
    const auto& summary = imported.summary;
    for (const auto& form : summary.files) {
        print_form(form);
    }
    print_rows(summary, "records");
    fmt::print(
        "{} cards; {} changed by people after the scan; {} marks that nobody could tell; {} rows "
        "of totals of withheld records.\n",
        summary.cards,
        summary.adjudicated,
        summary.ambiguous,
        imported.withheld.size()
    );
    if (summary.repeated_labels > 0) {
        fmt::print(
            "{} printed identifiers or record numbers stand in the files a second time; both cards "
            "were read.\n",
            summary.repeated_labels
        );
    }
    for (const auto& group : summary.groups) {
        fmt::print("  {:>9}  {}\n", group.cards, group.name.empty() ? "(no group)" : group.name);
    }
    for (const auto& contest : summary.contests) {
        print_contest(contest);
    }
    print_notes(summary);
}

void print(const std::vector<Given>& given, const audit_files::OpenedFiles& opened) {
    for (const auto& each : given) {
        fmt::print("{}  {}\n", each.sha256, each.file);
    }
    for (const auto& file : opened.files) {
        fmt::print("{}: {}\n", file.file, file.why);
    }
    if (opened.cards) {
        print_cards(*opened.cards);
    }
    for (const auto& other : opened.others) {
        const auto& summary = summary_of(other);
        for (const auto& form : summary.files) {
            print_form(form);
        }
        print_rows(summary, name_of(other));
        if (summary.cards > 0) {
            fmt::print("{} cards.\n", summary.cards);
        }
        print_notes(summary);
    }
    for (const auto& name : opened.passed_over) {
        fmt::print("Not read: {}\n", name);
    }
}

void print_json(const std::vector<Given>& given, const audit_files::OpenedFiles& opened) {
    json::Array files;
    for (const auto& each : given) {
        files.push_back(
            json::Object{{"file", each.file}, {"bytes", each.bytes}, {"sha256", each.sha256}}
        );
    }
    json::Array others;
    for (const auto& other : opened.others) {
        others.push_back(
            json::Object{{"what", name_of(other)}, {"summary", json::write(summary_of(other))}}
        );
    }
    json::Object out{
        {"files", std::move(files)},
        {"recognised", json::write(opened.files)},
        {"cards", nullptr},
        {"others", std::move(others)},
        {"passed_over", json::write(opened.passed_over)}
    };
    if (opened.cards) {
        auto cards = json::write(opened.cards->summary).as_object();
        cards["withheld"] = opened.cards->withheld.size();
        cards["bytes_in_memory"] = opened.cards->cards.bytes();
        out["cards"] = std::move(cards);
    }
    fmt::print("{}\n", json::canonical(out));
}

}  // namespace

int audit_read(const std::vector<std::string>& files, const Output& out) {
    std::vector<std::unique_ptr<documents::Source>> sources;
    std::vector<documents::Source*> all;
    std::vector<Given> hashes;
    for (const auto& path : files) {
        auto source = open_source(path);
        if (!source) {
            return out.refuse(source.error());
        }
        auto hashed = given(**source);
        if (!hashed) {
            return out.refuse(hashed.error());
        }
        hashes.push_back(std::move(*hashed));
        all.push_back(source->get());
        sources.push_back(std::move(*source));
    }
    const auto opened = audit_files::open_files(all);
    if (!opened) {
        return out.refuse(opened.error());
    }
    if (out.as_json()) {
        print_json(hashes, *opened);
    } else {
        print(hashes, *opened);
    }
    return done;
}

}  // namespace belfry::cli
