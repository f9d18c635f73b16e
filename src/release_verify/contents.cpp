#include "release_verify/contents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::release_verify {

namespace {

/// An object of the package with the file that it stands in, for messages.
struct Part {
    const json::Object& object;
    const std::string& file;

    [[nodiscard]] const json::Value* find(std::string_view name) const {
        return object.if_contains(name);
    }

    [[nodiscard]] const json::Value& at(std::string_view name) const {
        const auto* value = find(name);
        if (value == nullptr) {
            wrong(name, "something");
        }
        return *value;
    }

    [[nodiscard]] std::string text(std::string_view name) const {
        const auto& value = at(name);
        if (!value.is_string()) {
            wrong(name, "text");
        }
        return std::string(value.get_string());
    }

    [[nodiscard]] std::uint64_t number(std::string_view name) const {
        return whole(at(name), name);
    }

    [[nodiscard]] const json::Array& list(std::string_view name) const {
        const auto& value = at(name);
        if (!value.is_array()) {
            wrong(name, "a list");
        }
        return value.get_array();
    }

    [[nodiscard]] Part part(std::string_view name) const { return of(at(name), name); }

    [[nodiscard]] Part of(const json::Value& value, std::string_view name) const {
        if (!value.is_object()) {
            wrong(name, "an object");
        }
        return {value.get_object(), file};
    }

    [[nodiscard]] std::uint64_t whole(const json::Value& value, std::string_view name) const {
        if (!value.is_int64() || value.get_int64() < 0) {
            wrong(name, "a whole number");
        }
        return static_cast<std::uint64_t>(value.get_int64());
    }

    [[noreturn]] void wrong(std::string_view name, std::string_view wanted) const {
        throw Mismatch{"release_unreadable", file, fmt::format("“{}” is not {}", name, wanted)};
    }
};

json::Value parsed(const std::string& text, const std::string& file) {
    auto value = json::parse(text);
    if (!value || !value->is_object()) {
        throw Mismatch{
            "release_unreadable", file, value ? "it is no object" : value.error().summary
        };
    }
    return std::move(*value);
}

/// Only these characters below the blank are shown as they are.
bool is_plain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    });
}

std::string as_people_read_it(const json::Value& value) {
    const auto* text = value.if_string();
    return text != nullptr && is_plain(*text) ? std::string(*text) : json::canonical(value);
}

/// A disclosure is base64url(JSON [salt, name, value]) (RFC 9901 section 4.2.1).
Field released_field(const std::string& disclosure, const std::string& where) {
    const auto bytes = crypto::from_base64url(disclosure);
    const auto value =
        bytes ? json::parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()})
              : Result<json::Value>(json::Value());
    const auto* const parts = value ? value->if_array() : nullptr;
    if (parts == nullptr || parts->size() != 3 || !parts->at(1).is_string()) {
        throw Mismatch{"release_value_altered", where, "a released value cannot be read"};
    }
    return {
        std::string(parts->at(1).get_string()),
        Field::State::released,
        as_people_read_it(parts->at(2)),
        {}
    };
}

Entry read_entry(const Files& files, std::uint64_t sequence) {
    const auto name = entry_file(sequence);
    const auto file = files.find(name);
    if (file == files.end()) {
        throw Mismatch{"release_entry_missing", name, "the manifest lists it"};
    }
    const auto value = parsed(file->second, name);
    const Part part{value.get_object(), name};
    Entry entry{
        sequence,
        file->second,
        part.text("object"),
        part.text("action"),
        part.text("at"),
        part.number("prev_rev"),
        {},
        {}
    };
    if (part.number("seq") != sequence) {
        throw Mismatch{"release_entry_foreign", name, "it is another entry of the log"};
    }
    for (const auto& digest : part.list("_sd")) {
        if (!digest.is_string() || !entry.digests.emplace(digest.get_string()).second) {
            part.wrong("_sd", "a list of different digests");
        }
    }
    return entry;
}

/// Where a field's digest is none of the entry's.
[[noreturn]] void foreign(const Field& field, const std::string& where) {
    if (field.state == Field::State::released) {
        throw Mismatch{
            "release_value_altered",
            where,
            fmt::format("the value of “{}” is not the one that the entry has", field.name)
        };
    }
    throw Mismatch{
        "release_bar_foreign",
        where,
        fmt::format("the bar over “{}” stands for no value of this entry", field.name)
    };
}

void read_fields(const Part& part, Entry& entry, const Manifest& manifest) {
    const auto where = entry_file(entry.sequence);
    auto left = entry.digests;
    for (const auto& each : part.list("fields")) {
        const auto said = part.of(each, "fields");
        Field field;
        std::string digest;
        if (said.find("disclosure") != nullptr) {
            const auto disclosure = said.text("disclosure");
            field = released_field(disclosure, where);
            digest = crypto::to_base64url(crypto::sha256(disclosure));
        } else {
            digest = said.text("digest");
            field.name = said.text("name");
            const bool withheld = said.find("mark") != nullptr;
            field.state = withheld ? Field::State::withheld : Field::State::removed;
            field.mark = said.text(withheld ? "mark" : "removed");
            if (withheld && !manifest.exemptions.contains(field.mark)) {
                throw Mismatch{
                    "release_bar_foreign",
                    where,
                    fmt::format("the exemption {} is not in the manifest", field.mark)
                };
            }
        }
        if (left.erase(digest) == 0) {
            foreign(field, where);
        }
        entry.fields.push_back(std::move(field));
    }
    if (!left.empty()) {
        throw Mismatch{
            "release_field_missing",
            where,
            fmt::format(
                "{} of its {} values are neither shown nor barred",
                left.size(),
                entry.digests.size()
            )
        };
    }
}

}  // namespace

std::string entry_file(std::uint64_t sequence) {
    return fmt::format("entries/{}.json", sequence);
}

const std::string& file_of(const Files& files, const std::string& name) {
    const auto found = files.find(name);
    if (found == files.end()) {
        throw Mismatch{"release_file_missing", name, "every package has it"};
    }
    return found->second;
}

Manifest read_manifest(const Files& files) {
    const std::string name = "manifest.json";
    const auto value = parsed(file_of(files, name), name);
    const Part part{value.get_object(), name};
    if (part.text("format") != "belfry-release-1") {
        throw Mismatch{"release_not_a_package", name, "its form is not belfry-release-1"};
    }
    Manifest out;
    const auto log = part.part("log");
    out.key = log.text("key");
    out.origin = log.text("origin");
    out.release = part.number("release");
    out.request = part.number("request");
    for (const auto& sequence : part.list("entries")) {
        out.entries.push_back(part.whole(sequence, "entries"));
    }
    for (const auto& each : part.list("exemptions")) {
        const auto said = part.of(each, "exemptions");
        const Exemption exemption{said.text("citation"), said.text("text"), said.number("fields")};
        if (!out.exemptions.emplace(said.text("mark"), exemption).second) {
            part.wrong("exemptions", "a list of different marks");
        }
    }
    for (const auto& each : part.list("files")) {
        const auto said = part.of(each, "files");
        out.files.emplace(said.text("name"), said.text("sha256"));
    }
    const auto counts = part.part("counts");
    out.released = counts.number("released");
    out.withheld = counts.number("withheld");
    out.removed = counts.number("removed");
    out.outside = counts.number("outside");
    return out;
}

std::vector<Entry> read_entries(const Files& files, const Manifest& manifest) {
    const std::string name = "fields.json";
    const auto value = parsed(file_of(files, name), name);
    const Part part{value.get_object(), name};
    const auto& said = part.list("entries");
    std::vector<Entry> out;
    for (const auto sequence : manifest.entries) {
        if (!out.empty() && sequence <= out.back().sequence) {
            throw Mismatch{"release_unreadable", "manifest.json", "its entries are not in order"};
        }
        auto entry = read_entry(files, sequence);
        const auto place = out.size();
        if (place >= said.size() || part.of(said[place], "entries").number("seq") != sequence) {
            throw Mismatch{
                "release_entry_missing",
                name,
                fmt::format("it does not say the fields of entry {} in their place", sequence)
            };
        }
        read_fields(part.of(said[place], "entries"), entry, manifest);
        out.push_back(std::move(entry));
    }
    if (said.size() != out.size()) {
        throw Mismatch{
            "release_entry_foreign",
            name,
            "it has fields of entries that the manifest does not list"
        };
    }
    return out;
}

}  // namespace belfry::release_verify
