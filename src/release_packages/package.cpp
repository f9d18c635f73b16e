#include "release_packages/package.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/qr_code.hpp"
#include "base/check.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "documents/table.hpp"
#include "documents/zip.hpp"
#include "documents/zip_write.hpp"
#include "json/json.hpp"
#include "record/entry.hpp"
#include "release_packages/package_page.hpp"
#include "transparency/code.hpp"

namespace belfry::release_packages {

namespace {

struct Counts {
    std::int64_t released = 0;
    std::int64_t withheld = 0;
    std::int64_t removed = 0;
    std::map<std::string, std::int64_t> by_mark;
};

Counts counts_of(const Package& package) {
    Counts out;
    for (const auto& entry : package.entries) {
        for (const auto& field : entry.fields) {
            if (!field.disclosure.empty()) {
                ++out.released;
            } else if (!field.mark.empty()) {
                ++out.withheld;
                ++out.by_mark[field.mark];
            } else {
                ++out.removed;
            }
        }
    }
    return out;
}

json::Object field_json(const PackageField& field) {
    if (!field.disclosure.empty()) {
        return {{"disclosure", field.disclosure}};
    }
    json::Object out{{"digest", field.digest}, {"name", field.name}};
    if (field.mark.empty()) {
        out["removed"] = field.removed;
    } else {
        out["mark"] = field.mark;
    }
    return out;
}

std::string fields_json(const Package& package) {
    json::Array entries;
    for (const auto& entry : package.entries) {
        json::Array fields;
        for (const auto& field : entry.fields) {
            fields.push_back(field_json(field));
        }
        entries.push_back(json::Object{{"seq", entry.sequence}, {"fields", std::move(fields)}});
    }
    return json::canonical(json::Object{{"entries", std::move(entries)}});
}

std::string table_csv(const Package& package) {
    documents::Table table{
        "released",
        {"entry", "at", "object", "action", "field", "state", "value", "exemption", "citation"},
        {}
    };
    for (const auto& entry : package.entries) {
        const auto head = head_of(entry);
        for (const auto& field : entry.fields) {
            const auto found =
                std::ranges::find(package.exemptions, field.mark, &PackageExemption::mark);
            const auto citation =
                found != package.exemptions.end() ? found->citation : std::string();
            const bool released = !field.disclosure.empty();
            table.rows.push_back({
                std::to_string(entry.sequence),
                head.at,
                head.object,
                head.action,
                field.name,
                std::string(state_of(field)),
                released ? shown_value(field.disclosure) : std::string(bar),
                field.mark,
                released || !field.mark.empty() ? citation : field.removed,
            });
        }
    }
    return documents::to_csv(table);
}

json::Value day_or_null(const std::optional<Date>& day) {
    return day ? json::Value(to_iso(*day)) : json::Value(nullptr);
}

std::string manifest_of(const Package& package, const PackageFiles& files) {
    const auto counts = counts_of(package);
    json::Array exemptions;
    for (const auto& [mark, citation, text] : package.exemptions) {
        const auto found = counts.by_mark.find(mark);
        exemptions.push_back(json::Object{
            {"mark", mark},
            {"citation", citation},
            {"text", text},
            {"fields", found != counts.by_mark.end() ? found->second : 0},
        });
    }
    json::Array entries;
    for (const auto& entry : package.entries) {
        entries.push_back(json::Value(entry.sequence));
    }
    json::Array listed;
    for (const auto& [name, bytes] : files) {
        listed.push_back(json::Object{
            {"name", name},
            {"bytes", bytes.size()},
            {"sha256", crypto::to_hex(crypto::sha256(bytes))},
        });
    }
    const auto& scope = package.scope;
    return json::canonical(json::Object{
        {"format", "belfry-release-1"},
        {"log", json::Object{{"origin", package.origin}, {"key", package.log_key}}},
        {"city", package.city},
        {"language", package.language},
        {"release", package.release},
        {"request", package.request},
        {"title", package.title},
        {"received", to_iso(package.received)},
        {"due", to_iso(package.due)},
        {"made_at", to_iso(package.made_at)},
        {"scope",
         json::Object{
             {"words", scope.words},
             {"kinds", json::write(scope.kinds)},
             {"from", day_or_null(scope.from)},
             {"until", day_or_null(scope.until)},
         }},
        {"counts",
         json::Object{
             {"released", counts.released},
             {"withheld", counts.withheld},
             {"removed", counts.removed},
             {"outside", package.outside},
         }},
        {"exemptions", std::move(exemptions)},
        {"entries", std::move(entries)},
        {"files", std::move(listed)},
    });
}

}  // namespace

std::string entry_file(std::uint64_t sequence) {
    return fmt::format("entries/{}.json", sequence);
}

std::string entry_proof_file(std::uint64_t sequence) {
    return fmt::format("entries/{}.tlog-proof", sequence);
}

std::string shown_value(std::string_view disclosure) {
    const auto said = record::read_disclosure(disclosure);
    check(said.has_value(), "a disclosure in the log cannot be read");
    const auto* const text = said->value.if_string();
    // Control characters would not come through a page unharmed.
    const bool plain =
        text != nullptr && std::ranges::none_of(*text, [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
        });
    return plain ? std::string(*text) : json::canonical(said->value);
}

std::string code_of(const Package& package, std::string_view page) {
    const auto document =
        fmt::format("records-request-{}-package-{}/index.html", package.request, package.release);
    const auto text = transparency::code_text(package.log_key, document, page);
    if (package.address.empty()) {
        return text;
    }
    const auto* const verify = package.language == "es" ? "/es/verify#" : "/verify#";
    return fmt::format("{}{}{}", package.address, verify, text);
}

PackageFiles files_of(const Package& package, const text::Catalog& catalog) {
    PackageFiles files;
    for (const auto& entry : package.entries) {
        files.emplace(entry_file(entry.sequence), entry.text);
    }
    files.emplace("fields.json", fields_json(package));
    files.emplace("released.csv", table_csv(package));
    auto page = page_of(package, catalog);
    // The page shows the picture by its name, so the picture can say the digest of the page.
    files.emplace(code_name, accounts::qr_svg(code_of(package, page)));
    files.emplace("index.html", std::move(page));
    files.emplace("how-to-check.txt", instructions(package, catalog));
    if (!package.verify_page.empty()) {
        files.emplace("verify.html", package.verify_page);
    }
    auto manifest = manifest_of(package, files);
    files.emplace(manifest_name, std::move(manifest));
    return files;
}

std::string zipped(const PackageFiles& files) {
    std::vector<documents::ZipEntry> entries;
    for (const auto& [name, bytes] : files) {
        entries.push_back({name, bytes});
    }
    return documents::zip_of(entries);
}

PackageFiles unzipped(const std::string& zip) {
    documents::Bytes source("package.zip", zip);
    const auto opened = documents::Zip::open(source);
    check(opened.has_value(), "a stored package is no zip file");
    PackageFiles files;
    for (std::size_t place = 0; place < opened->members().size(); ++place) {
        const auto& [name, size] = opened->members()[place];
        auto bytes = documents::head_of(*opened->member(place), size);
        check(bytes.has_value() && bytes->size() == size, "a stored package is damaged");
        files.emplace(name, std::move(*bytes));
    }
    return files;
}

}  // namespace belfry::release_packages
