#include "audit_verify/verify.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>

#include "audit_verify/facts.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit_verify {

namespace {

std::string hash_of(const std::string& bytes) {
    return crypto::to_hex(crypto::sha256(bytes));
}

/// "2026-11-03T12:00:00.000Z", of a day that there is.
bool is_time(const std::string& text) {
    const std::string shape = "dddd-dd-ddTdd:dd:dd.dddZ";
    const auto fits = [](char wanted, char here) {
        return wanted == 'd' ? here >= '0' && here <= '9' : here == wanted;
    };
    if (text.size() != shape.size() ||
        !std::equal(shape.begin(), shape.end(), text.begin(), fits)) {
        return false;
    }
    const auto part = [&](std::size_t from, std::size_t digits) {
        return std::stoi(text.substr(from, digits));
    };
    const std::chrono::year_month_day day{
        std::chrono::year(part(0, 4)),
        std::chrono::month(static_cast<unsigned>(part(5, 2))),
        std::chrono::day(static_cast<unsigned>(part(8, 2)))
    };
    return day.ok() && part(11, 2) < 24 && part(14, 2) < 60 && part(17, 2) < 60;
}

using Check = void (*)(Facts&, const json::Value&, const std::vector<std::string>&);

/// A check for which it does not matter who did it.
template <void (*check)(Facts&, const json::Value&)>
void without_names(Facts& facts, const json::Value& body, const std::vector<std::string>&) {
    check(facts, body);
}

class Verifier {
public:
    explicit Verifier(const std::map<std::string, std::string>& files) : files_(files) {
        facts_.files = &files_;
    }

    Verified run();

private:
    void check_event(std::int64_t sequence, const std::string& bytes);
    void check_body(
        const std::string& kind, const json::Value& body, const std::vector<std::string>& by
    );
    void check_head();
    void check_other_files();
    [[nodiscard]] std::string how_to_clear(const std::string& path) const;
    void say_what_was_checked();

    const std::map<std::string, std::string>& files_;
    Facts facts_;
    Verified out_;
    std::string previous_ = std::string(64, '0');
    std::vector<std::string> hashes_;  ///< Of the events so far.
    std::string last_time_;
};

void Verifier::check_body(
    const std::string& kind, const json::Value& body, const std::vector<std::string>& by
) {
    static const std::map<std::string, Check> checks{
        {"audit_opened", without_names<check_terms>},
        {"file_committed", without_names<check_file>},
        {"commitments_closed", without_names<check_preparation>},
        {"seed_rolled", without_names<check_seed>},
        {"round_drawn", without_names<check_round>},
        {"reading_sealed", check_seal},
        {"readings_opened", without_names<check_opened>},
        {"reading_settled", check_settled},
        {"card_missing", check_missing},
        {"wrong_card", check_wrong},
        {"risk_measured", without_names<check_measurement>},
        {"full_count_ordered", without_names<check_order>},
        {"full_count_recorded", check_count},
        {"audit_closed", without_names<check_closing>},
        {"signed", without_names<check_signature>},
    };
    const auto found = checks.find(kind);
    if (found == checks.end()) {
        differs("kind", "a known kind of event", kind);
    }
    if ((out_.events == 0) != (kind == "audit_opened")) {
        differs("kind", out_.events == 0 ? "audit_opened" : "no second audit_opened", kind);
    }
    found->second(facts_, body, by);
}

void Verifier::check_event(std::int64_t sequence, const std::string& bytes) {
    const auto parsed = json::parse(bytes);
    if (!parsed) {
        differs("event", "JSON", parsed.error().summary);
    }
    if (json::canonical(*parsed) + "\n" != bytes) {
        differs("event", "canonical JSON (RFC 8785) and a line end", "another spelling");
    }
    only(*parsed, {"format", "sequence", "previous", "at", "by", "kind", "body"});
    same("format", "belfry-audit-1", text(*parsed, "format"));
    same("sequence", sequence, whole(*parsed, "sequence"));
    same("previous", previous_, text(*parsed, "previous"));
    const auto at = text(*parsed, "at");
    if (!is_time(at) || at < last_time_) {
        differs("at", last_time_.empty() ? "a time" : "a time not before " + last_time_, at);
    }
    check_body(text(*parsed, "kind"), member(*parsed, "body"), texts(*parsed, "by"));
    previous_ = hash_of(bytes);
    last_time_ = at;
    if (text(*parsed, "kind") == "audit_closed") {
        facts_.closing_hash = previous_;
    }
}

/// The head is written after its event: a folder that was left in between has one that is behind.
void Verifier::check_head() {
    const auto line = [&](std::size_t events) {
        return fmt::format("{} {}", events, hashes_[events - 1]);
    };
    const auto head = files_.find("head");
    const auto expected = line(hashes_.size());
    if (head != files_.end() && head->second == expected + "\n") {
        return;
    }
    auto found = head == files_.end()   ? std::string("no such file")
                 : head->second.empty() ? std::string("an empty file")
                                        : head->second.substr(0, 200);
    while (found.ends_with('\n')) {
        found.pop_back();
    }
    bool is_behind = head == files_.end() ? hashes_.size() == 1 : head->second.empty();
    for (std::size_t events = 1; head != files_.end() && events < hashes_.size() && !is_behind;
         ++events) {
        if (head->second == line(events) + "\n") {
            is_behind = true;
            found += fmt::format(" (event {}, which is not the last)", events);
        }
    }
    auto repair = is_behind
                      ? fmt::format(
                            "All {0} events follow one another and nothing is lost: the work was "
                            "interrupted after event {0} and before the head. Any other belfry "
                            "audit command on the folder, such as status, writes it.",
                            hashes_.size()
                        )
                      : std::string(
                            "The head is that of other events. Compare it with the hash that was "
                            "announced, and ask for the events that belong to it."
                        );
    throw Mismatch{"head", expected, std::move(found), "head", std::move(repair)};
}

/// What an interruption left is put right by the next command; a stranger's file is taken away.
std::string Verifier::how_to_clear(const std::string& path) const {
    const bool leftover =
        path.ends_with(".part") ||
        path.starts_with(fmt::format("files/{:02}-", facts_.committed.size() + 1)) ||
        path == fmt::format("lists/round-{}.csv", facts_.rounds + 1);
    return leftover
               ? fmt::format(
                     "The {} events before it follow one another and nothing is lost: the work was "
                     "interrupted before the event that speaks of this file. Any other belfry "
                     "audit command on the folder, such as status, takes it away; then give the "
                     "interrupted command again.",
                     out_.events
                 )
               : std::string("Take the file away, or ask for the event that speaks of it.");
}

/// Files that no event speaks of do not belong to the audit.
void Verifier::check_other_files() {
    for (const auto& [path, bytes] : files_) {
        const bool list = path.starts_with("lists/round-");
        const bool event = path.starts_with("events/");
        const bool committed =
            std::any_of(facts_.committed.begin(), facts_.committed.end(), [&](const File& file) {
                return file.path == path;
            });
        const bool known = path == "head" || committed ||
                           (event && path <= fmt::format("events/{:06}.json", out_.events)) ||
                           (list && path <= fmt::format("lists/round-{}.csv", facts_.rounds));
        if (known) {
            continue;
        }
        if (path.starts_with("files/") || event || list) {
            throw Mismatch{
                "path", "a file that an event speaks of", path, path, how_to_clear(path)
            };
        }
        out_.not_checked.push_back(
            fmt::format("{}: no event speaks of this file, so nothing vouches for it.", path)
        );
    }
}

void Verifier::say_what_was_checked() {
    auto& checked = out_.checked;
    checked.push_back(
        fmt::format("{} events follow one another: number, time and hash of each.", out_.events)
    );
    checked.push_back(fmt::format(
        "{} committed files are what was committed, byte for byte.", facts_.committed.size()
    ));
    if (facts_.commitments_closed) {
        checked.emplace_back(
            "What has to be true for each outcome to be right, and by what margin, follows from "
            "the "
            "committed files."
        );
    }
    if (facts_.rounds > 0 && facts_.sampling != "elsewhere") {
        checked.push_back(fmt::format(
            "{} rounds: each card was chosen by the seed {}.", facts_.rounds, facts_.seed
        ));
    }
    if (facts_.measured > 0) {
        checked.emplace_back(
            "Each risk is what its formula gives for the readings, and each advice on a next round "
            "what its rule gives, worked out a second time."
        );
    }
    auto& open = out_.not_checked;
    if (facts_.sampling == "elsewhere") {
        open.emplace_back("The sample was drawn elsewhere: that chance chose it is not shown here."
        );
    }
    const bool originals =
        std::any_of(facts_.committed.begin(), facts_.committed.end(), [](const File& file) {
            return file.role == "original";
        });
    if (originals) {
        checked.emplace_back(
            "Each plain file is what its original says, read a second time by a reader of its own."
        );
    }
    open.emplace_back(
        "That the paper is the voters' own, complete and kept safe; that voters looked at printed "
        "ballots; and who was allowed to vote. No audit of counts can show that."
    );
}

Verified Verifier::run() {
    std::string file = "head";
    try {
        std::int64_t sequence = 1;
        for (;; ++sequence) {
            file = fmt::format("events/{:06}.json", sequence);
            const auto found = files_.find(file);
            if (found == files_.end()) {
                break;
            }
            check_event(sequence, found->second);
            out_.events = sequence;
            out_.head = previous_;
            hashes_.push_back(previous_);
        }
        if (out_.events == 0) {
            differs("event", "a first event", "none");
        }
        file = "head";
        check_head();
        file.clear();
        check_other_files();
        out_.holds = true;
    } catch (const Mismatch& mismatch) {
        const bool in_event = file.starts_with("events/");
        out_.finding = Finding{
            in_event ? out_.events + 1 : 0,
            mismatch.file.empty() ? file : mismatch.file,
            mismatch.field,
            mismatch.expected,
            mismatch.found,
            mismatch.repair
        };
    }
    say_what_was_checked();
    return out_;
}

}  // namespace

Verified verify(const std::map<std::string, std::string>& files) {
    return Verifier(files).run();
}

}  // namespace belfry::audit_verify
