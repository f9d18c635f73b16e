#include "audit_files/open.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "audit_files/clear_ballot.hpp"
#include "audit_files/dominion_csv.hpp"
#include "audit_files/dominion_json.hpp"
#include "audit_files/ess.hpp"
#include "audit_files/hart.hpp"
#include "audit_files/nist.hpp"
#include "audit_files/raire_file.hpp"
#include "documents/zip.hpp"

namespace belfry::audit_files {

namespace {

using documents::Source;

/// Which voting system or standard a kind of records comes from.
std::string_view system_of(Kind kind) {
    switch (kind) {
        case Kind::dominion_csv:
            return "Dominion CSV";
        case Kind::dominion_json:
            return "Dominion JSON";
        case Kind::ess_records:
        case Kind::ess_ballots:
            return "ES&S";
        case Kind::clear_ballot:
            return "Clear Ballot";
        case Kind::hart_card:
        case Kind::hart_scanned:
            return "Hart";
        case Kind::nist_xml:
        case Kind::nist_json:
            return "NIST SP 1500-103";
        case Kind::raire:
            return "RAIRE";
        default:
            return {};
    }
}

template <class T>
Result<OtherFile> other(Result<T> read) {
    if (!read) {
        return std::unexpected(read.error());
    }
    return OtherFile(std::move(*read));
}

Result<OtherFile> read_other(Kind kind, Source& source) {
    switch (kind) {
        case Kind::manifest:
            return other(read_manifest(source));
        case Kind::contest_totals:
            return other(read_contest_totals(source));
        case Kind::standard_contests:
            return other(read_standard_contests(source));
        case Kind::batch_tallies:
            return other(read_batch_tallies(source));
        case Kind::colorado_contests:
            return other(read_colorado_contests(source));
        case Kind::colorado_selection:
            return other(read_colorado_selection(source));
        case Kind::colorado_targets:
            return other(read_colorado_targets(source));
        case Kind::batch_counts:
            return other(read_batch_counts(source));
        default:
            return other(read_canonical_contests(source));
    }
}

class Opening {
public:
    Result<void> add(Source& source) {
        auto what = recognise(source);
        if (!what) {
            return std::unexpected(what.error());
        }
        if (what->kind == Kind::zip) {
            return add_members(source);
        }
        if (what->kind == Kind::unknown) {
            return refuse_file(
                source.name(),
                0,
                "",
                "This is none of the files of an audit that Belfry reads. " + what->why
            );
        }
        put(source, std::move(*what));
        return {};
    }

    Result<OpenedFiles> read() {
        if (!records_.empty()) {
            auto cards = read_records();
            if (!cards) {
                return std::unexpected(cards.error());
            }
            for (const auto& name : out_.passed_over) {
                cards->summary.note(
                    {NoteKind::noticed, name, 0, "", "This member of the zip file was not read."}
                );
            }
            out_.cards = std::move(*cards);
        }
        for (const auto& [kind, source] : others_) {
            auto read = read_other(kind, *source);
            if (!read) {
                return std::unexpected(read.error());
            }
            out_.others.push_back(std::move(*read));
        }
        return std::move(out_);
    }

private:
    void put(Source& source, Recognised what) {
        const auto kind = what.kind;
        (is_about_records(kind) ? records_ : others_).emplace_back(kind, &source);
        // A Hart export has a file a card: they are counted, not listed.
        if (kind != Kind::hart_card || out_.files.empty() ||
            out_.files.back().kind != Kind::hart_card) {
            out_.files.push_back(std::move(what));
        }
    }

    Result<void> add_members(Source& source) {
        auto zip = documents::Zip::open(source);
        if (!zip) {
            return std::unexpected(zip.error());
        }
        zips_.push_back(std::make_unique<documents::Zip>(std::move(*zip)));
        const auto& members = zips_.back()->members();
        for (std::size_t at = 0; at < members.size(); ++at) {
            auto member = zips_.back()->member(at);
            auto what = recognise(*member);
            if (!what && what.error().code == "zip_unreadable") {
                return std::unexpected(what.error());
            }
            // Zip files hold pictures and notes of the operating system, too.
            const bool wanted = what && what->kind != Kind::unknown && what->kind != Kind::zip;
            if (!wanted) {
                out_.passed_over.emplace_back(member->name());
                continue;
            }
            put(*member, std::move(*what));
            members_.push_back(std::move(member));
        }
        if (members_.empty()) {
            return refuse_file(
                source.name(), 0, "", "No member of this zip file is a file of an audit."
            );
        }
        return {};
    }

    [[nodiscard]] std::vector<Source*> of(Kind kind) const {
        std::vector<Source*> out;
        for (const auto& [each, source] : records_) {
            if (each == kind) {
                out.push_back(source);
            }
        }
        return out;
    }

    Result<ImportedCards> read_records() {
        const auto [first, source] = records_.front();
        for (const auto& [kind, second] : records_) {
            if (system_of(kind) != system_of(first)) {
                return refuse_file(
                    second->name(),
                    0,
                    "",
                    fmt::format(
                        "This is {}, but {} is {}. Read records of one system at a time.",
                        system_of(kind),
                        source->name(),
                        system_of(first)
                    )
                );
            }
        }
        switch (first) {
            case Kind::dominion_json:
                return read_dominion_json(of(Kind::dominion_json));
            case Kind::ess_records:
            case Kind::ess_ballots:
                return read_ess(of(Kind::ess_records), of(Kind::ess_ballots));
            case Kind::hart_card:
            case Kind::hart_scanned:
                return read_hart(of(Kind::hart_card), of(Kind::hart_scanned));
            default:
                break;
        }
        if (records_.size() > 1) {
            return refuse_file(
                records_[1].second->name(),
                0,
                "",
                fmt::format(
                    "{} was given already. Read files of this kind one at a time.", source->name()
                )
            );
        }
        switch (first) {
            case Kind::dominion_csv:
                return read_dominion_csv(*source);
            case Kind::clear_ballot:
                return read_clear_ballot(*source);
            case Kind::nist_xml:
                return read_nist_xml(*source);
            case Kind::nist_json:
                return read_nist_json(*source);
            default:
                return read_raire(*source);
        }
    }

    OpenedFiles out_;
    std::vector<std::pair<Kind, Source*>> records_;
    std::vector<std::pair<Kind, Source*>> others_;
    std::vector<std::unique_ptr<documents::Zip>> zips_;
    std::vector<std::unique_ptr<Source>> members_;
};

}  // namespace

bool is_about_records(Kind kind) {
    return !system_of(kind).empty();
}

Result<OpenedFiles> open_files(std::span<documents::Source* const> files) {
    Opening opening;
    for (auto* file : files) {
        if (const auto added = opening.add(*file); !added) {
            return std::unexpected(added.error());
        }
    }
    return opening.read();
}

Result<ImportedCards> open_cvr(documents::Source& source) {
    const std::array<Source*, 1> files = {&source};
    auto opened = open_files(files);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    if (!opened->cards) {
        return refuse_file(source.name(), 0, "", "This file holds no records of cards.");
    }
    return std::move(*opened->cards);
}

}  // namespace belfry::audit_files
