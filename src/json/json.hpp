#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"
#include "base/share.hpp"

/// The outside form of Belfry's values. A type that is described once,
///
///     struct Task { Id<Task> id; std::string title; std::optional<Date> due; };
///     BOOST_DESCRIBE_STRUCT(Task, (), (id, title, due))
///
/// can be written, read with every problem named by its field path, and described as JSON Schema.
/// Members that are `optional` may be absent; all others are required. Members the type does not
/// have are refused. Enumerations (BOOST_DESCRIBE_ENUM) are spelled as in C++; a trailing
/// underscore, needed where the name is a C++ keyword, is dropped.
namespace belfry::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using Problems = std::vector<Refusal::Problem>;

/// How deep objects and arrays may nest in foreign JSON.
inline constexpr std::size_t most_depth = 32;

/// Parses foreign text. Refuses with the position when it is not JSON, nests deeper than
/// most_depth, is not UTF-8 or has an object with the same key twice.
[[nodiscard]] Result<Value> parse(std::string_view text);

/// RFC 8785 canonical form: equal values have equal bytes. Refuses nothing; NaN cannot occur.
[[nodiscard]] std::string canonical(const Value& value);

/// Where in the document a value stands, as a person would write it: `tasks[2].due`.
class Path {
public:
    Path() = default;
    [[nodiscard]] Path member(std::string_view name) const;
    [[nodiscard]] Path element(std::size_t index) const;

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    explicit Path(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

/// The named schemas a document refers to, by type name.
class Components {
public:
    /// Starts the schema of `name`; false when it is already there. Two different types with one
    /// name are a bug; `identity` tells them apart.
    bool begin(const std::string& name, const void* identity);
    void finish(const std::string& name, Object schema);

    [[nodiscard]] const std::map<std::string, Object>& schemas() const { return schemas_; }

private:
    std::map<std::string, Object> schemas_;
    std::map<std::string, const void*> identities_;
};

namespace detail {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// Those of a described base class come first.
template <class T>
using MembersOf = boost::describe::
    describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

[[nodiscard]] std::string_view enumerator_text(const char* name);

/// The unqualified name of T without template arguments' namespaces: `Listing<Task>` → ListingTask.
[[nodiscard]] std::string type_name_from(std::string_view pretty_function);

template <class T>
std::string type_name() {
    return type_name_from(__PRETTY_FUNCTION__);
}

template <class T>
inline constexpr char type_identity = 0;

void problem(Problems& problems, const Path& path, std::string code, std::string advice);
bool expect_object(const Value& value, const Path& path, Problems& problems);
bool expect_array(const Value& value, const Path& path, Problems& problems);
void refuse_unknown_members(
    const Object& object,
    const std::vector<std::string_view>& known,
    const Path& path,
    Problems& problems
);

void read_text(const Value& value, std::string& out, const Path& path, Problems& problems);
void read_flag(const Value& value, bool& out, const Path& path, Problems& problems);
void read_integer(
    const Value& value,
    std::int64_t& out,
    std::int64_t least,
    std::int64_t most,
    const Path& path,
    Problems& problems
);
void read_number(const Value& value, double& out, const Path& path, Problems& problems);
void read_instant(const Value& value, Instant& out, const Path& path, Problems& problems);
void read_date(const Value& value, Date& out, const Path& path, Problems& problems);
void read_share(const Value& value, Share& out, const Path& path, Problems& problems);

[[nodiscard]] Object text_schema(std::string_view format = {});
[[nodiscard]] Object integer_schema(std::optional<std::int64_t> least = {});
[[nodiscard]] Object reference(const std::string& name);
[[nodiscard]] Value nullable(Value schema);

/// Marks a member of a change that may be null; any other null is as if the member were absent.
inline constexpr std::string_view null_clears = "null clears it";

}  // namespace detail

/// How one type is written, read and described. Specialise it for a type with a form of its own.
template <class T>
struct Form;

template <class T>
[[nodiscard]] Value write(const T& value) {
    return Form<T>::write(value);
}

/// Reads `value`, adding one problem for each field that has to change.
template <class T>
void read(const Value& value, T& out, const Path& path, Problems& problems) {
    Form<T>::read(value, out, path, problems);
}

template <class T>
[[nodiscard]] Result<T> read(const Value& value) {
    T out{};
    Problems problems;
    Form<T>::read(value, out, Path(), problems);
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return out;
}

/// Parses foreign text and reads it.
template <class T>
[[nodiscard]] Result<T> parse_as(std::string_view text) {
    const auto value = parse(text);
    if (!value) {
        return std::unexpected(value.error());
    }
    return read<T>(*value);
}

/// JSON Schema (2020-12, as in OpenAPI 3.1). Described types become references into `components`.
template <class T>
[[nodiscard]] Value schema(Components& components) {
    return Form<T>::schema(components);
}

/// The name of a described enumerator as it stands in JSON and in the database.
template <detail::DescribedEnum E>
[[nodiscard]] std::string_view name_of(E value) {
    std::string_view found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (enumerator.value == value) {
            found = detail::enumerator_text(enumerator.name);
        }
    });
    return found;
}

template <detail::DescribedEnum E>
[[nodiscard]] std::optional<E> named(std::string_view name) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (detail::enumerator_text(enumerator.name) == name) {
            found = enumerator.value;
        }
    });
    return found;
}

/// All values of a described enumeration in the order of their declaration.
template <detail::DescribedEnum E>
[[nodiscard]] std::vector<E> all_of() {
    std::vector<E> values;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        values.push_back(enumerator.value);
    });
    return values;
}

// ---- forms of the types of base/ and of the standard library

template <>
struct Form<std::string> {
    static Value write(const std::string& value) { return Value(value); }

    static void read(const Value& value, std::string& out, const Path& path, Problems& problems) {
        detail::read_text(value, out, path, problems);
    }

    static Value schema(Components&) { return detail::text_schema(); }
};

template <>
struct Form<bool> {
    static Value write(bool value) { return value; }

    static void read(const Value& value, bool& out, const Path& path, Problems& problems) {
        detail::read_flag(value, out, path, problems);
    }

    static Value schema(Components&) { return Object{{"type", "boolean"}}; }
};

template <std::integral I>
    requires(!std::same_as<I, bool>)
struct Form<I> {
    static Value write(I value) { return static_cast<std::int64_t>(value); }

    static void read(const Value& value, I& out, const Path& path, Problems& problems) {
        std::int64_t read = 0;
        constexpr auto least = static_cast<std::int64_t>(std::numeric_limits<I>::min());
        constexpr auto most = sizeof(I) < 8
                                  ? static_cast<std::int64_t>(std::numeric_limits<I>::max())
                                  : std::numeric_limits<std::int64_t>::max();
        detail::read_integer(value, read, least, most, path, problems);
        out = static_cast<I>(read);
    }

    static Value schema(Components&) {
        return detail::integer_schema(std::unsigned_integral<I> ? std::optional(0L) : std::nullopt);
    }
};

template <std::floating_point F>
struct Form<F> {
    static Value write(F value) { return static_cast<double>(value); }

    static void read(const Value& value, F& out, const Path& path, Problems& problems) {
        double read = 0;
        detail::read_number(value, read, path, problems);
        out = static_cast<F>(read);
    }

    static Value schema(Components&) { return Object{{"type", "number"}}; }
};

template <>
struct Form<Instant> {
    static Value write(Instant value) { return Value(to_iso(value)); }

    static void read(const Value& value, Instant& out, const Path& path, Problems& problems) {
        detail::read_instant(value, out, path, problems);
    }

    static Value schema(Components&) { return detail::text_schema("date-time"); }
};

template <>
struct Form<Date> {
    static Value write(Date value) { return Value(to_iso(value)); }

    static void read(const Value& value, Date& out, const Path& path, Problems& problems) {
        detail::read_date(value, out, path, problems);
    }

    static Value schema(Components&) { return detail::text_schema("date"); }
};

/// Cents: JSON has no exact decimal, and a rounded dollar is a wrong dollar.
template <>
struct Form<Money> {
    static Value write(Money value) { return value.in_cents(); }

    static void read(const Value& value, Money& out, const Path& path, Problems& problems) {
        std::int64_t cents = 0;
        constexpr std::int64_t most = 9'007'199'254'740'991;  // exact in every JSON reader
        detail::read_integer(value, cents, -most, most, path, problems);
        out = Money::cents(cents);
    }

    static Value schema(Components&) {
        auto schema = detail::integer_schema();
        schema["description"] = "US cents";
        return schema;
    }
};

template <>
struct Form<Share> {
    static Value write(Share value) { return value.value(); }

    static void read(const Value& value, Share& out, const Path& path, Problems& problems) {
        detail::read_share(value, out, path, problems);
    }

    static Value schema(Components&) {
        return Object{{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
    }
};

template <class Record>
struct Form<Id<Record>> {
    static Value write(Id<Record> id) { return id.value; }

    static void read(const Value& value, Id<Record>& out, const Path& path, Problems& problems) {
        constexpr std::int64_t most = 9'007'199'254'740'991;
        detail::read_integer(value, out.value, 1, most, path, problems);
    }

    static Value schema(Components&) { return detail::integer_schema(1); }
};

/// Free-form JSON.
template <>
struct Form<Value> {
    static Value write(const Value& value) { return value; }

    static void read(const Value& value, Value& out, const Path&, Problems&) { out = value; }

    static Value schema(Components&) { return Object{}; }
};

template <class T>
struct Form<std::optional<T>> {
    static Value write(const std::optional<T>& value) {
        return value ? json::write(*value) : Value(nullptr);
    }

    static void read(
        const Value& value, std::optional<T>& out, const Path& path, Problems& problems
    ) {
        if (value.is_null()) {
            out.reset();
            return;
        }
        Form<T>::read(value, out.emplace(), path, problems);
    }

    static Value schema(Components& components) {
        return detail::nullable(Form<T>::schema(components));
    }
};

/// For a change to part of a record: absent leaves the field alone, null clears it.
template <class T>
struct Form<std::optional<std::optional<T>>> {
    static Value write(const std::optional<std::optional<T>>& value) {
        return value ? json::write(*value) : Value(nullptr);
    }

    static void read(
        const Value& value,
        std::optional<std::optional<T>>& out,
        const Path& path,
        Problems& problems
    ) {
        Form<std::optional<T>>::read(value, out.emplace(), path, problems);
    }

    static Value schema(Components& components) {
        auto schema = Form<std::optional<T>>::schema(components);
        schema.as_object()["description"] = detail::null_clears;
        return schema;
    }
};

template <class T>
struct Form<std::vector<T>> {
    static Value write(const std::vector<T>& values) {
        Array out;
        out.reserve(values.size());
        for (const auto& value : values) {
            out.push_back(json::write<T>(value));
        }
        return out;
    }

    static void read(
        const Value& value, std::vector<T>& out, const Path& path, Problems& problems
    ) {
        out.clear();
        if (!detail::expect_array(value, path, problems)) {
            return;
        }
        std::size_t index = 0;
        for (const auto& element : value.get_array()) {
            T item{};
            Form<T>::read(element, item, path.element(index), problems);
            out.push_back(std::move(item));
            ++index;
        }
    }

    static Value schema(Components& components) {
        return Object{{"type", "array"}, {"items", Form<T>::schema(components)}};
    }
};

template <class T>
struct Form<std::map<std::string, T>> {
    static Value write(const std::map<std::string, T>& values) {
        Object out;
        for (const auto& [key, value] : values) {
            out[key] = json::write(value);
        }
        return out;
    }

    static void read(
        const Value& value, std::map<std::string, T>& out, const Path& path, Problems& problems
    ) {
        out.clear();
        if (!detail::expect_object(value, path, problems)) {
            return;
        }
        for (const auto& member : value.get_object()) {
            Form<T>::read(
                member.value(), out[std::string(member.key())], path.member(member.key()), problems
            );
        }
    }

    static Value schema(Components& components) {
        return Object{{"type", "object"}, {"additionalProperties", Form<T>::schema(components)}};
    }
};

template <detail::DescribedEnum E>
struct Form<E> {
    static Value write(E value) { return Value(name_of(value)); }

    static void read(const Value& value, E& out, const Path& path, Problems& problems) {
        const auto* text = value.if_string();
        if (const auto found = text ? named<E>(*text) : std::optional<E>()) {
            out = *found;
            return;
        }
        detail::problem(problems, path, "not_one_of", "Choose one of: " + choices() + ".");
    }

    static Value schema(Components& components) {
        const auto name = detail::type_name<E>();
        if (components.begin(name, &detail::type_identity<E>)) {
            Array names;
            for (const auto value : all_of<E>()) {
                names.push_back(Value(name_of(value)));
            }
            components.finish(name, Object{{"type", "string"}, {"enum", std::move(names)}});
        }
        return detail::reference(name);
    }

private:
    static std::string choices() {
        std::string list;
        for (const auto value : all_of<E>()) {
            list += list.empty() ? "" : ", ";
            list += name_of(value);
        }
        return list;
    }
};

template <detail::Described T>
struct Form<T> {
    static Value write(const T& value) {
        Object out;
        boost::mp11::mp_for_each<detail::MembersOf<T>>([&](auto member) {
            out[member.name] = json::write(value.*member.pointer);
        });
        return out;
    }

    static void read(const Value& value, T& out, const Path& path, Problems& problems) {
        if (!detail::expect_object(value, path, problems)) {
            return;
        }
        const auto& object = value.get_object();
        std::vector<std::string_view> known;
        boost::mp11::mp_for_each<detail::MembersOf<T>>([&](auto member) {
            known.emplace_back(member.name);
            read_member(object, member.name, out.*member.pointer, path, problems);
        });
        detail::refuse_unknown_members(object, known, path, problems);
    }

    static Value schema(Components& components) {
        const auto name = detail::type_name<T>();
        if (components.begin(name, &detail::type_identity<T>)) {
            Object properties;
            Array required;
            boost::mp11::mp_for_each<detail::MembersOf<T>>([&](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
                properties[member.name] = Form<Member>::schema(components);
                if (!detail::is_optional<Member>) {
                    required.push_back(Value(member.name));
                }
            });
            Object schema{{"type", "object"}, {"properties", std::move(properties)}};
            if (!required.empty()) {
                schema["required"] = std::move(required);
            }
            schema["additionalProperties"] = false;
            components.finish(name, std::move(schema));
        }
        return detail::reference(name);
    }

private:
    template <class M>
    static void read_member(
        const Object& object, const char* name, M& out, const Path& path, Problems& problems
    ) {
        if (const auto* found = object.if_contains(name)) {
            Form<M>::read(*found, out, path.member(name), problems);
        } else if (!detail::is_optional<M>) {
            detail::problem(problems, path.member(name), "required", "Fill this in.");
        }
    }
};

}  // namespace belfry::json
