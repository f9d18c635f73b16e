#include "json/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

#include "base/check.hpp"

namespace belfry::json {

namespace {

/// Builds a value from foreign text. Differs from Boost.JSON's own builder in two ways: an object
/// that names a member twice is refused, because two readers could disagree about what was said and
/// a signature would cover both readings; and numbers are read to the nearest double, where
/// Boost.JSON 1.81 may be off by some units in the last place.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    using error = boost::json::error_code;
    using piece = boost::json::string_view;

    // The names and signatures are those of Boost.JSON's handler concept.
    // NOLINTBEGIN(readability-identifier-naming, readability-convert-member-functions-to-static)
    bool on_document_begin(error&) {
        stack_.reset({});
        return true;
    }

    bool on_document_end(error&) { return true; }

    bool on_object_begin(error&) {
        open_.emplace_back();
        return true;
    }

    bool on_object_end(std::size_t members, error&) {
        open_.pop_back();
        stack_.push_object(members);
        return true;
    }

    bool on_array_begin(error&) { return true; }

    bool on_array_end(std::size_t elements, error&) {
        stack_.push_array(elements);
        return true;
    }

    bool on_key_part(piece part, std::size_t, error&) {
        key_.append(part.data(), part.size());
        stack_.push_chars(part);
        return true;
    }

    bool on_key(piece part, std::size_t, error& problem) {
        key_.append(part.data(), part.size());
        if (!open_.back().insert(key_).second) {
            duplicate_ = key_;
            problem = boost::json::error::syntax;
            return false;
        }
        key_.clear();
        stack_.push_key(part);
        return true;
    }

    bool on_string_part(piece part, std::size_t, error&) {
        stack_.push_chars(part);
        return true;
    }

    bool on_string(piece part, std::size_t, error&) {
        stack_.push_string(part);
        return true;
    }

    bool on_number_part(piece part, error&) {
        number_.append(part.data(), part.size());
        return true;
    }

    bool on_int64(std::int64_t value, piece, error&) {
        number_.clear();
        stack_.push_int64(value);
        return true;
    }

    bool on_uint64(std::uint64_t value, piece, error&) {
        number_.clear();
        stack_.push_uint64(value);
        return true;
    }

    bool on_double(double, piece part, error& problem) {
        number_.append(part.data(), part.size());
        double value = 0;
        const auto read = std::from_chars(number_.data(), number_.data() + number_.size(), value);
        number_.clear();
        if (read.ec == std::errc::result_out_of_range) {
            problem = boost::json::error::exponent_overflow;
            return false;
        }
        stack_.push_double(value);
        return true;
    }

    bool on_bool(bool value, error&) {
        stack_.push_bool(value);
        return true;
    }

    bool on_null(error&) {
        stack_.push_null();
        return true;
    }

    bool on_comment_part(piece, error&) { return true; }

    bool on_comment(piece, error&) { return true; }

    // NOLINTEND(readability-identifier-naming, readability-convert-member-functions-to-static)

    [[nodiscard]] const std::string& duplicate() const { return duplicate_; }

    [[nodiscard]] Value release() { return stack_.release(); }

private:
    boost::json::value_stack stack_;
    std::vector<std::set<std::string>> open_;  ///< The keys so far of each open object.
    std::string key_;
    std::string number_;
    std::string duplicate_;
};

std::unexpected<Refusal> not_json(std::string summary) {
    return refuse(Refusal::Kind::invalid, "not_json", std::move(summary));
}

/// ECMAScript's shortest number form, which RFC 8785 asks for.
std::string canonical_number(double value) {
    check(std::isfinite(value), "JSON has no NaN or infinity");
    if (value == 0.0) {
        return "0";
    }
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(
                         buffer.data(),
                         buffer.data() + buffer.size(),
                         std::abs(value),
                         std::chars_format::scientific
    )
                         .ptr;
    const std::string_view text(buffer.data(), end);
    const auto split = text.find('e');
    std::string digits(text.substr(0, 1));
    if (split > 2) {
        digits += text.substr(2, split - 2);
    }
    auto exponent_text = text.substr(split + 1);
    if (exponent_text.front() == '+') {
        exponent_text.remove_prefix(1);
    }
    int exponent = 0;
    std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
    const int point = exponent + 1;  // where the decimal point stands, counted in digits
    const int count = static_cast<int>(digits.size());
    std::string out = value < 0 ? "-" : "";
    if (point > 0 && point <= 21) {
        if (count <= point) {
            return out + digits + std::string(static_cast<std::size_t>(point - count), '0');
        }
        return out + digits.substr(0, static_cast<std::size_t>(point)) + "." +
               digits.substr(static_cast<std::size_t>(point));
    }
    if (point > -6 && point <= 0) {
        return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    }
    out += digits.substr(0, 1);
    if (count > 1) {
        out += "." + digits.substr(1);
    }
    return out + fmt::format("e{}{}", exponent < 0 ? "-" : "+", std::abs(exponent));
}

/// RFC 8785 sorts members by UTF-16 code units, which differs from byte order above U+FFFF.
std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
            point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        i += length;
        if (point >= 0x10000) {
            point -= 0x10000;
            out.push_back(static_cast<char16_t>(0xD800 + (point >> 10U)));
            out.push_back(static_cast<char16_t>(0xDC00 + (point & 0x3FFU)));
        } else {
            out.push_back(static_cast<char16_t>(point));
        }
    }
    return out;
}

void append_canonical_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

void append_canonical(std::string& out, const Value& value);

void append_canonical_object(std::string& out, const Object& object) {
    std::vector<std::pair<std::u16string, const boost::json::key_value_pair*>> members;
    members.reserve(object.size());
    for (const auto& member : object) {
        members.emplace_back(utf16(member.key()), &member);
    }
    std::ranges::sort(members, {}, [](const auto& member) -> const auto& { return member.first; });
    out += '{';
    for (const auto& [name, member] : members) {
        if (out.back() != '{') {
            out += ',';
        }
        append_canonical_text(out, member->key());
        out += ':';
        append_canonical(out, member->value());
    }
    out += '}';
}

void append_canonical_array(std::string& out, const Array& array) {
    out += '[';
    bool first = true;
    for (const auto& element : array) {
        if (!first) {
            out += ',';
        }
        first = false;
        append_canonical(out, element);
    }
    out += ']';
}

void append_canonical(std::string& out, const Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            break;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            break;
        case boost::json::kind::int64:
            out += fmt::format("{}", value.get_int64());
            break;
        case boost::json::kind::uint64:
            out += fmt::format("{}", value.get_uint64());
            break;
        case boost::json::kind::double_:
            out += canonical_number(value.get_double());
            break;
        case boost::json::kind::string:
            append_canonical_text(out, value.get_string());
            break;
        case boost::json::kind::array:
            append_canonical_array(out, value.get_array());
            break;
        case boost::json::kind::object:
            append_canonical_object(out, value.get_object());
            break;
    }
}

}  // namespace

Result<Value> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = most_depth;
    boost::json::basic_parser<Builder> parser(options);
    boost::json::error_code problem;
    const auto read = parser.write_some(false, text.data(), text.size(), problem);
    if (const auto& duplicate = parser.handler().duplicate(); !duplicate.empty()) {
        return not_json(fmt::format("The member \"{}\" stands twice in one object.", duplicate));
    }
    if (problem == boost::json::error::too_deep) {
        return not_json(fmt::format("The JSON nests deeper than {} levels.", most_depth));
    }
    if (problem) {
        return not_json(fmt::format("This is not JSON: {} at byte {}.", problem.message(), read));
    }
    if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) {
        return not_json(fmt::format("There is text after the JSON value, at byte {}.", read));
    }
    return parser.handler().release();
}

std::string canonical(const Value& value) {
    std::string out;
    append_canonical(out, value);
    return out;
}

Path Path::member(std::string_view name) const {
    return Path(text_.empty() ? std::string(name) : fmt::format("{}.{}", text_, name));
}

Path Path::element(std::size_t index) const {
    return Path(fmt::format("{}[{}]", text_, index));
}

bool Components::begin(const std::string& name, const void* identity) {
    const auto [place, fresh] = identities_.emplace(name, identity);
    check(place->second == identity, "two types share one schema name");
    return fresh;
}

void Components::finish(const std::string& name, Object schema) {
    schemas_[name] = std::move(schema);
}

namespace detail {

std::string_view enumerator_text(const char* name) {
    std::string_view text(name);
    if (text.ends_with('_')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string type_name_from(std::string_view pretty_function) {
    // "… [with T = belfry::program::Task; …]" (GCC) or "… [T = belfry::program::Task]" (Clang).
    auto start = pretty_function.find("T = ");
    check(start != std::string_view::npos, "the compiler spells functions in an unknown way");
    auto type = pretty_function.substr(start + 4);
    type = type.substr(0, type.find_first_of(";]"));
    constexpr std::string_view nameless = "(anonymous namespace)";
    std::string name;
    std::string word;
    for (; !type.empty(); type.remove_prefix(1)) {
        if (type.starts_with(nameless)) {
            type.remove_prefix(nameless.size());
        }
        const char c = type.front();
        if (c == ':' || c == '<' || c == '>' || c == ',' || c == ' ') {
            if (c != ':') {
                name += word;
            }
            word.clear();
        } else {
            word += c;
        }
    }
    return name + word;
}

void problem(Problems& problems, const Path& path, std::string code, std::string advice) {
    problems.push_back({path.text(), std::move(code), std::move(advice), {}});
}

bool expect_object(const Value& value, const Path& path, Problems& problems) {
    if (!value.is_object()) {
        problem(problems, path, "not_an_object", "Send an object: { … }.");
        return false;
    }
    return true;
}

bool expect_array(const Value& value, const Path& path, Problems& problems) {
    if (!value.is_array()) {
        problem(problems, path, "not_a_list", "Send a list: [ … ].");
        return false;
    }
    return true;
}

void refuse_unknown_members(
    const Object& object,
    const std::vector<std::string_view>& known,
    const Path& path,
    Problems& problems
) {
    for (const auto& member : object) {
        const std::string_view key(member.key());
        if (std::ranges::find(known, key) == known.end()) {
            problem(
                problems, path.member(key), "unknown_field", "Belfry knows no such field here."
            );
        }
    }
}

void read_text(const Value& value, std::string& out, const Path& path, Problems& problems) {
    if (const auto* text = value.if_string()) {
        if (text->find('\0') != boost::json::string::npos) {
            problem(problems, path, "not_text", "Leave out the character NUL.");
            return;
        }
        out.assign(text->data(), text->size());
        return;
    }
    problem(problems, path, "not_text", "Send text in quotation marks.");
}

void read_flag(const Value& value, bool& out, const Path& path, Problems& problems) {
    if (const auto* flag = value.if_bool()) {
        out = *flag;
        return;
    }
    problem(problems, path, "not_yes_or_no", "Send true or false.");
}

void read_integer(
    const Value& value,
    std::int64_t& out,
    std::int64_t least,
    std::int64_t most,
    const Path& path,
    Problems& problems
) {
    const auto* whole = value.if_int64();
    if (whole == nullptr) {
        problem(problems, path, "not_whole", "Send a whole number.");
        return;
    }
    if (*whole < least || *whole > most) {
        problems.push_back(
            {path.text(),
             "out_of_range",
             fmt::format("Send a number from {} to {}.", least, most),
             {{"least", std::to_string(least)}, {"most", std::to_string(most)}}}
        );
        return;
    }
    out = *whole;
}

void read_number(const Value& value, double& out, const Path& path, Problems& problems) {
    boost::json::error_code wrong;
    const auto number = value.to_number<double>(wrong);
    if (wrong || !std::isfinite(number)) {
        problem(problems, path, "not_a_number", "Send a number.");
        return;
    }
    out = number;
}

void read_instant(const Value& value, Instant& out, const Path& path, Problems& problems) {
    const auto* text = value.if_string();
    if (const auto when = text ? instant_from_iso(*text) : std::optional<Instant>()) {
        out = *when;
        return;
    }
    problem(problems, path, "not_a_moment", "Send a date and time such as 2026-11-03T12:00:00Z.");
}

void read_date(const Value& value, Date& out, const Path& path, Problems& problems) {
    const auto* text = value.if_string();
    if (const auto day = text ? date_from_iso(*text) : std::optional<Date>()) {
        out = *day;
        return;
    }
    problem(problems, path, "not_a_date", "Send a date such as 2026-11-03.");
}

void read_share(const Value& value, Share& out, const Path& path, Problems& problems) {
    boost::json::error_code wrong;
    const auto number = value.to_number<double>(wrong);
    if (const auto share = wrong ? std::optional<Share>() : Share::of(number)) {
        out = *share;
        return;
    }
    problem(problems, path, "not_a_share", "Send a number from 0 to 1.");
}

Object text_schema(std::string_view format) {
    Object schema{{"type", "string"}};
    if (!format.empty()) {
        schema["format"] = format;
    }
    return schema;
}

Object integer_schema(std::optional<std::int64_t> least) {
    Object schema{{"type", "integer"}, {"format", "int64"}};
    if (least) {
        schema["minimum"] = *least;
    }
    return schema;
}

Object reference(const std::string& name) {
    return {{"$ref", "#/components/schemas/" + name}};
}

Value nullable(Value schema) {
    auto& object = schema.as_object();
    if (auto* type = object.if_contains("type")) {
        if (auto* several = type->if_array()) {
            if (std::ranges::find(*several, Value("null")) == several->end()) {
                several->emplace_back("null");
            }
            return schema;
        }
        *type = Array{*type, "null"};
        if (auto* choices = object.if_contains("enum")) {
            choices->as_array().emplace_back(nullptr);
        }
        return schema;
    }
    return Object{{"anyOf", Array{std::move(schema), Object{{"type", "null"}}}}};
}

}  // namespace detail

}  // namespace belfry::json
