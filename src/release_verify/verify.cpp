#include "release_verify/verify.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "release_verify/contents.hpp"
#include "release_verify/log_proof.hpp"

namespace belfry::release_verify {

namespace {

const std::string manifest_name = "manifest.json";
const std::string manifest_proof = "manifest.json.tlog-proof";

std::string proof_file(std::uint64_t sequence) {
    return fmt::format("entries/{}.tlog-proof", sequence);
}

Key key_in(const std::string& text, const std::string& where) {
    auto key = read_key(text);
    if (!key) {
        throw Mismatch{"release_key_unreadable", where, fmt::format("“{}” is no key", text)};
    }
    return std::move(*key);
}

Proof proof_in(const Files& files, const std::string& name) {
    auto proof = read_proof(file_of(files, name));
    if (!proof) {
        throw Mismatch{"release_unreadable", name, "it is no proof file"};
    }
    return std::move(*proof);
}

/// Every proof leads to one checkpoint, signed by the log.
struct Tree {
    std::string note;
    Checkpoint checkpoint;
};

Tree tree_of(const Files& files, const Key& key) {
    const auto proof = proof_in(files, manifest_proof);
    const auto checkpoint = open_checkpoint(proof.note, key);
    if (!checkpoint) {
        throw Mismatch{
            "release_checkpoint_not_signed",
            manifest_proof,
            fmt::format("its checkpoint is not signed with the key of {}", key.name)
        };
    }
    return {proof.note, *checkpoint};
}

void hold_to_log(const Files& files, const Tree& tree, const Entry& entry) {
    const auto name = proof_file(entry.sequence);
    const auto proof = proof_in(files, name);
    if (proof.note != tree.note) {
        throw Mismatch{
            "release_checkpoint_not_signed", name, "its checkpoint is another than the manifest's"
        };
    }
    if (proof.index + 1 != entry.sequence || !leads_to(tree.checkpoint, proof, entry.text)) {
        throw Mismatch{
            "release_entry_foreign",
            entry_file(entry.sequence),
            fmt::format("it is not entry {} of the log", entry.sequence)
        };
    }
}

/// A member of an object that is text; empty where it is none.
std::string text_in(const json::Object& object, std::string_view name) {
    const auto* const value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

/// The members of an object; empty where it is none.
json::Object members_of(const Result<json::Value>& value) {
    return value && value->is_object() ? value->get_object() : json::Object();
}

/// Whether the disclosure says that `name` is `text`.
bool says(const std::string& disclosure, const std::string& name, const std::string& text) {
    const auto bytes = crypto::from_base64url(disclosure);
    if (!bytes) {
        return false;
    }
    const auto value = json::parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    const auto* const parts = value ? value->if_array() : nullptr;
    return parts != nullptr && parts->size() == 3 && parts->at(1) == json::Value(name) &&
           parts->at(2) == json::Value(text);
}

/// When the log committed the manifest, byte for byte as it is: by the release of its request,
/// and by no other entry in which somebody could have written the same words.
std::string committed(const Files& files, const Tree& tree, const Manifest& manifest) {
    const auto proof = proof_in(files, manifest_proof);
    const auto bad = [](std::string what) {
        return Mismatch{"release_not_committed", manifest_name, std::move(what)};
    };
    const auto extra = members_of(json::parse(proof.extra));
    const auto entry = text_in(extra, "entry");
    const auto disclosure = text_in(extra, "disclosure");
    if (!leads_to(tree.checkpoint, proof, entry)) {
        throw bad("the entry that is said to commit it is not in the log");
    }
    const auto said = members_of(json::parse(entry));
    if (text_in(said, "action") != "records_request.release" ||
        text_in(said, "object") != fmt::format("records_request/{}", manifest.request)) {
        throw bad("the entry that is said to commit it is no release of its request");
    }
    const auto digest = crypto::to_base64url(crypto::sha256(disclosure));
    const auto* const digests = said.if_contains("_sd");
    if (digests == nullptr || !digests->is_array() ||
        std::ranges::find(digests->get_array(), json::Value(digest)) ==
            digests->get_array().end()) {
        throw bad("the value that is said to commit it is not that of the entry");
    }
    const auto hash = crypto::to_hex(crypto::sha256(file_of(files, manifest_name)));
    if (!says(disclosure, manifest_name, hash)) {
        throw bad("it is not the manifest that the city committed");
    }
    return text_in(said, "at");
}

void hold_to_manifest(const Files& files, const Manifest& manifest) {
    for (const auto& [name, sha256] : manifest.files) {
        if (crypto::to_hex(crypto::sha256(file_of(files, name))) != sha256) {
            throw Mismatch{"release_file_altered", name, "its bytes are not those of the manifest"};
        }
    }
    std::set<std::string> others{manifest_name, manifest_proof};
    for (const auto sequence : manifest.entries) {
        others.insert(proof_file(sequence));
    }
    for (const auto& [name, bytes] : files) {
        if (!manifest.files.contains(name) && !others.contains(name)) {
            throw Mismatch{"release_file_unknown", name, "the manifest does not list it"};
        }
    }
}

void hold_to_entries(
    const Shown& shown, const std::vector<Entry>& entries, const std::string& file
) {
    std::size_t seen = 0;
    for (const auto& entry : entries) {
        const auto found = shown.find(entry.sequence);
        const auto fields = found == shown.end() ? std::vector<Field>() : found->second.fields;
        seen += found == shown.end() ? 0U : 1U;
        for (std::size_t at = 0; at < std::max(fields.size(), entry.fields.size()); ++at) {
            if (at >= fields.size() || at >= entry.fields.size() ||
                fields[at] != entry.fields[at]) {
                const auto& named = at < entry.fields.size() ? entry.fields[at] : fields[at];
                throw Mismatch{
                    "release_page_differs",
                    file,
                    fmt::format(
                        "it does not show “{}” of entry {} as it is", named.name, entry.sequence
                    )
                };
            }
        }
    }
    if (seen != shown.size()) {
        throw Mismatch{"release_page_differs", file, "it shows entries that are not released"};
    }
}

/// Spreadsheets run what begins like a formula, so an apostrophe stands before it there.
Shown without_apostrophes(Shown shown, const std::vector<Entry>& entries) {
    for (const auto& entry : entries) {
        const auto found = shown.find(entry.sequence);
        if (found == shown.end()) {
            continue;
        }
        auto& fields = found->second.fields;
        for (std::size_t at = 0; at < std::min(fields.size(), entry.fields.size()); ++at) {
            for (const auto member : {&Field::text, &Field::name, &Field::mark}) {
                if (fields[at].*member == "'" + entry.fields[at].*member) {
                    fields[at].*member = entry.fields[at].*member;
                }
            }
        }
    }
    return shown;
}

[[noreturn]] void says_otherwise(const std::string& file, const Entry& entry) {
    throw Mismatch{
        "release_page_differs",
        file,
        fmt::format("it says something else about entry {}", entry.sequence)
    };
}

void hold_page(const Shown& page, const std::vector<Entry>& entries) {
    const std::string file = "index.html";
    hold_to_entries(page, entries, file);
    for (const auto& entry : entries) {
        const auto found = page.find(entry.sequence);
        const std::vector<std::string> head{fmt::format("{} · {}", entry.object, entry.action)};
        if (found != page.end() && found->second.head != head) {
            says_otherwise(file, entry);
        }
    }
}

/// Whether `text` is the address of the city's page that verifies, up to the # behind it. The log
/// is named after the host.
bool leads_to_city(std::string_view text, const std::string& origin) {
    const auto take = [&](std::string_view word) {
        const bool there = text.starts_with(word);
        text.remove_prefix(there ? word.size() : 0);
        return there;
    };
    if (!take("https://") && !take("http://")) {
        return false;
    }
    if (!take(origin.substr(0, origin.find('/')))) {
        return false;
    }
    if (take(":")) {
        text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    }
    take("/es");
    return text == "/verify#";
}

/// A code lies in the package where the page shows one, and says the page's digest under its name
/// in the log of the manifest. Packages that were made before there were codes have neither.
void hold_code(const Files& files, const Manifest& manifest, bool is_shown) {
    const std::string name(code_name);
    if (!is_shown) {
        if (files.contains(name)) {
            throw Mismatch{"release_page_differs", "index.html", "it does not show the code"};
        }
        return;
    }
    const auto said = text_of_picture(file_of(files, name));
    const auto hash = manifest.key.find('+');
    const auto wanted = fmt::format(
        "BELFRY-1;{};records-request-{}-package-{}/index.html;{}",
        manifest.key.substr(0, manifest.key.find('+', hash + 1)),
        manifest.request,
        manifest.release,
        crypto::to_hex(crypto::sha256(file_of(files, "index.html")))
    );
    const bool ends_so = said.ends_with(wanted);
    const auto before = std::string_view(said).substr(0, ends_so ? said.size() - wanted.size() : 0);
    if (!ends_so || (!before.empty() && !leads_to_city(before, manifest.origin))) {
        throw Mismatch{"release_page_differs", name, "it says something else than this package's"};
    }
}

/// Whether a cell of the table is `text`, behind an apostrophe or not.
bool is_cell_of(const std::string& cell, const std::string& text) {
    return cell == text || cell == "'" + text;
}

void hold_table(const Shown& shown, const std::vector<Entry>& entries, const Manifest& manifest) {
    const std::string file = "released.csv";
    const auto table = without_apostrophes(shown, entries);
    hold_to_entries(table, entries, file);
    for (const auto& entry : entries) {
        const auto found = table.find(entry.sequence);
        if (found == table.end()) {
            continue;
        }
        const auto& [head, fields, citations] = found->second;
        const std::vector<std::string> said{entry.at, entry.object, entry.action};
        bool same = std::ranges::equal(head, said, is_cell_of);
        for (std::size_t at = 0; at < fields.size(); ++at) {
            const auto exemption = fields[at].state == Field::State::withheld
                                       ? manifest.exemptions.find(fields[at].mark)
                                       : manifest.exemptions.end();
            const auto citation =
                exemption == manifest.exemptions.end() ? "" : exemption->second.citation;
            same = same && is_cell_of(citations[at], citation);
        }
        if (!same) {
            says_otherwise(file, entry);
        }
    }
}

void count(Verified& out, const Manifest& manifest, const std::vector<Entry>& entries) {
    std::map<std::string, std::uint64_t> marks;
    for (const auto& entry : entries) {
        for (const auto& field : entry.fields) {
            out.released += field.state == Field::State::released ? 1U : 0U;
            out.withheld += field.state == Field::State::withheld ? 1U : 0U;
            out.removed += field.state == Field::State::removed ? 1U : 0U;
            if (field.state == Field::State::withheld) {
                ++marks[field.mark];
            }
        }
    }
    bool same = out.released == manifest.released && out.withheld == manifest.withheld &&
                out.removed == manifest.removed;
    for (const auto& [mark, exemption] : manifest.exemptions) {
        same = same && marks[mark] == exemption.fields;
        out.exemptions.push_back({mark, exemption.citation, exemption.text, marks[mark]});
    }
    if (!same) {
        throw Mismatch{
            "release_counts_differ", manifest_name, "it counts other fields than there are"
        };
    }
}

std::vector<Gap> gaps_in(const std::vector<Entry>& entries) {
    std::map<std::string, std::uint64_t> seen;
    std::vector<Gap> out;
    for (const auto& entry : entries) {
        auto& last = seen[entry.object];
        if (entry.previous > last) {
            out.push_back({entry.object, last + 1, entry.previous});
        }
        last = entry.previous + 1;
    }
    return out;
}

Verified checked(std::string_view zip, const Trust& trust) {
    const auto unpacked = unpack(zip);
    if (!unpacked) {
        throw Mismatch{unpacked.error().code, {}, unpacked.error().summary};
    }
    const auto& files = *unpacked;
    const auto manifest = read_manifest(files);
    const auto key = key_in(trust.log.empty() ? manifest.key : trust.log, manifest_name);
    const auto tree = tree_of(files, key);
    // Before anything more is read: what nobody committed is not worth the work.
    hold_to_manifest(files, manifest);
    const auto committed_at = committed(files, tree, manifest);
    Verified out{
        .origin = tree.checkpoint.origin,
        .key = trust.log.empty() ? manifest.key : trust.log,
        .key_given = !trust.log.empty(),
        .size = tree.checkpoint.size,
        .committed_at = committed_at,
        .release = manifest.release,
        .request = manifest.request,
        .entries = manifest.entries.size(),
        .outside = manifest.outside,
        .exemptions = {},
        .gaps = {},
        .witnesses = {},
    };
    const auto entries = read_entries(files, manifest);
    for (const auto& entry : entries) {
        hold_to_log(files, tree, entry);
    }
    const auto page = shown_on_page(file_of(files, "index.html"));
    hold_page(page.entries, entries);
    hold_table(shown_in_table(file_of(files, "released.csv")), entries, manifest);
    count(out, manifest, entries);
    // Last: of a page that was changed it is better said what on it is wrong.
    hold_code(files, manifest, page.has_code);
    out.gaps = gaps_in(entries);
    for (const auto& text : trust.witnesses) {
        const auto witness = key_in(text, {});
        if (is_signed_by(tree.note, witness)) {
            out.witnesses.push_back(witness.name);
        }
    }
    return out;
}

}  // namespace

Result<Verified> verify(std::string_view zip, const Trust& trust) {
    try {
        return checked(zip, trust);
    } catch (const Mismatch& mismatch) {
        auto sentence = mismatch.where.empty()
                            ? mismatch.what
                            : fmt::format("{}: {}.", mismatch.where, mismatch.what);
        return refuse(
            Refusal::Kind::invalid,
            mismatch.code,
            sentence,
            {{mismatch.where, mismatch.code, mismatch.what, {}}}
        );
    }
}

}  // namespace belfry::release_verify
