#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/id.hpp"
#include "documents/table.hpp"
#include "http/access.hpp"
#include "http/message.hpp"
#include "json/json.hpp"

namespace belfry::http {

/// A request on its way to a handler.
struct Call {
    const Request& request;
    const Caller& caller;
    std::map<std::string, std::string, std::less<>> parameters;  ///< `{step}` in the path.

    [[nodiscard]] const std::string& text(std::string_view parameter) const;

    /// A numeric path parameter; the router has already answered 404 when it is not a number.
    template <class Record>
    [[nodiscard]] Id<Record> id(std::string_view parameter) const {
        return {number(parameter)};
    }

    [[nodiscard]] std::int64_t number(std::string_view parameter) const;

    /// The revision that a change is based on, as the answer that was read gave it in ETag:
    /// `If-Match: "7"`. Refuses a request that does not say (428), and whatever is not one strong
    /// tag with a revision in it (400).
    [[nodiscard]] Result<std::int64_t> revision_seen() const;

    /// The same on a conditional route, where the router has refused what cannot be read.
    [[nodiscard]] std::int64_t based_on() const;
};

using Handler = std::function<Response(const Call&)>;

/// What a route takes and gives, for the API document. A query parameter is always text.
struct QueryParameter {
    std::string name;
    std::string meaning;
    std::vector<std::string> choices;  ///< Empty: any text.
};

/// One line of the route table: path, permission, input and output meet here and nowhere else.
struct Route {
    Method method;
    std::string path;  ///< `/api/v1/tasks/{task}`: a parameter is a number; `{name:text}` is text.
    Access access;
    std::string summary;  ///< One sentence of what it does, for the API document.
    Handler handler;
    std::vector<QueryParameter> query = {};
    std::function<json::Value(json::Components&)> input = {};
    std::function<json::Value(json::Components&)> output = {};
    int success = 200;
    std::string input_type = "application/json";  ///< Media type of the body, when there is one.
    std::string output_type = "application/json";
    std::size_t most_body = 64 * 1024;  ///< Bytes; more is refused with 413.
    bool versioned = false;    ///< Answers with an ETag: the revision that a change has to name.
    bool conditional = false;  ///< Changes something with a revision: wants If-Match.
    bool shared = false;       ///< Answers all alike who have the same rights; see shared().
};

/// An answer with an ETag: the revision that the next save has to name in If-Match.
template <class T>
struct Versioned {
    T value;
    std::int64_t revision = 0;
};

/// An answer with header fields of its own, such as a cookie.
template <class T>
struct WithHeaders {
    T value;
    Headers headers;
};

template <>
struct WithHeaders<void> {
    Headers headers;
};

/// A list as it is answered; `?format=csv` and `?format=xlsx` give the same rows as a file.
template <class T>
struct Listing {
    std::vector<T> items;
    std::optional<std::string> next;  ///< Send as `?after=` for what follows; absent at the end.

    BOOST_DESCRIBE_CLASS(Listing, (), (items, next), (), ())
};

namespace detail {

/// What the web app has as a list of texts stands in one cell, separated by commas.
[[nodiscard]] documents::Cell cell_of(const json::Value& value);

template <class T>
documents::Cell cell(const T& value) {
    if constexpr (std::is_constructible_v<documents::Cell, T> && !std::is_arithmetic_v<T>) {
        return documents::Cell(value);
    } else {
        return cell_of(json::write(value));
    }
}

template <class T>
documents::Cell cell(const std::optional<T>& value) {
    return value ? cell(*value) : documents::Cell();
}

template <class Item>
documents::Table table_of(const std::vector<Item>& items) {
    documents::Table table;
    boost::mp11::mp_for_each<json::detail::MembersOf<Item>>([&](auto member) {
        table.columns.emplace_back(member.name);
    });
    for (const auto& item : items) {
        auto& row = table.rows.emplace_back();
        boost::mp11::mp_for_each<json::detail::MembersOf<Item>>([&](auto member) {
            row.push_back(cell(item.*member.pointer));
        });
    }
    return table;
}

/// `?format=`: json where there is none. Refuses a format that does not exist.
[[nodiscard]] Result<std::string> format_of(const Request& request);

/// The table as a download named after the last part of the path.
[[nodiscard]] Response as_file(
    const Request& request, std::string_view format, documents::Table table
);

/// Parses the body as JSON, once the media type says so.
[[nodiscard]] Result<json::Value> body_of(const Request& request);

/// 415 for a media type that is not JSON, 400 for what is not JSON.
[[nodiscard]] Response unreadable_body(const Refusal& refusal);

template <class T>
inline constexpr bool is_versioned = false;
template <class T>
inline constexpr bool is_versioned<Versioned<T>> = true;

template <class T>
inline constexpr bool is_empty = std::is_void_v<T>;
template <class T>
inline constexpr bool is_empty<WithHeaders<T>> = std::is_void_v<T>;

template <class Out>
Response answer(const Result<Out>& result, int success) {
    if (!result) {
        return problem_response(result.error());
    }
    if constexpr (std::is_void_v<Out>) {
        return Response{.status = 204, .headers = {}, .body = std::string()};
    } else {
        return json_response(success, json::write(*result));
    }
}

template <class T>
Response answer(const Result<Versioned<T>>& result, int success) {
    if (!result) {
        return problem_response(result.error());
    }
    auto response = json_response(success, json::write(result->value));
    response.headers.set("ETag", '"' + std::to_string(result->revision) + '"');
    return response;
}

template <class T>
Response answer(const Result<WithHeaders<T>>& result, int success) {
    if (!result) {
        return problem_response(result.error());
    }
    Response response{.status = 204, .headers = {}, .body = std::string()};
    if constexpr (!std::is_void_v<T>) {
        response = json_response(success, json::write(result->value));
    }
    for (const auto& [name, value] : result->headers.all()) {
        response.headers.add(name, value);
    }
    return response;
}

template <class Out>
struct SchemaOf {
    static json::Value of(json::Components& components) { return json::schema<Out>(components); }
};

template <class T>
struct SchemaOf<Versioned<T>> {
    static json::Value of(json::Components& components) { return json::schema<T>(components); }
};

template <class T>
struct SchemaOf<WithHeaders<T>> {
    static json::Value of(json::Components& components) { return SchemaOf<T>::of(components); }
};

template <>
struct SchemaOf<void> {
    static json::Value of(json::Components&) { return {}; }
};

template <class Item>
Response answer_list(const Call& call, const Result<Listing<Item>>& result) {
    if (!result) {
        return problem_response(result.error());
    }
    const auto format = format_of(call.request);
    if (!format) {
        return problem_response(format.error());
    }
    return *format == "json" ? json_response(200, json::write(*result))
                             : as_file(call.request, *format, table_of(result->items));
}

}  // namespace detail

/// A route without a body. `handle(const Call&) → Result<Out>`; Out may be Versioned<T> or void.
template <class Out, class Handle>
[[nodiscard]] Route without_body(
    Method method, std::string path, Access access, std::string summary, Handle handle
) {
    Route route{
        method,
        std::move(path),
        std::move(access),
        std::move(summary),
        [handle = std::move(handle)](const Call& call) {
            return detail::answer<>(Result<Out>(handle(call)), 200);
        }
    };
    route.output = detail::SchemaOf<Out>::of;
    route.versioned = detail::is_versioned<Out>;
    route.success = detail::is_empty<Out> ? 204 : 200;
    return route;
}

/// A route with a JSON body. `handle(const Call&, In) → Result<Out>`.
template <class In, class Out, class Handle>
[[nodiscard]] Route with_body(
    Method method,
    std::string path,
    Access access,
    std::string summary,
    Handle handle,
    int success = 200
) {
    Route route{
        method,
        std::move(path),
        std::move(access),
        std::move(summary),
        [handle = std::move(handle), success](const Call& call) {
            const auto body = detail::body_of(call.request);
            if (!body) {
                return detail::unreadable_body(body.error());
            }
            auto in = json::read<In>(*body);
            if (!in) {
                return problem_response(in.error());
            }
            return detail::answer<>(Result<Out>(handle(call, std::move(*in))), success);
        }
    };
    route.input = detail::SchemaOf<In>::of;
    route.output = detail::SchemaOf<Out>::of;
    route.versioned = detail::is_versioned<Out>;
    route.success = detail::is_empty<Out> ? 204 : success;
    return route;
}

/// A change to something that has a revision: the caller has to say in If-Match which one they saw,
/// so that nobody writes over what they have not read. PUT, PATCH and `remove` are so anyway.
[[nodiscard]] inline Route conditional(Route route) {
    route.conditional = true;
    return route;
}

/// A reading route whose answer is the same for all with the same permissions and language: it is
/// made once for each state of the data (http/shared_answers.hpp), and its handler learns nothing
/// else of the caller. An answer may be a second old where it depends on the time.
[[nodiscard]] inline Route shared(Route route) {
    check(route.method == Method::get, "only what changes nothing is shared");
    route.shared = true;
    return route;
}

template <class Out, class Handle>
[[nodiscard]] Route get(std::string path, Access access, std::string summary, Handle handle) {
    return without_body<Out>(
        Method::get, std::move(path), std::move(access), std::move(summary), std::move(handle)
    );
}

/// A list: `handle(const Call&) → Result<Listing<Item>>`, also as CSV and XLSX.
template <class Item, class Handle>
[[nodiscard]] Route list(std::string path, Access access, std::string summary, Handle handle) {
    Route route{
        Method::get,
        std::move(path),
        std::move(access),
        std::move(summary),
        [handle = std::move(handle)](const Call& call) {
            return detail::answer_list<Item>(call, handle(call));
        }
    };
    route.query = {{"format", "The same rows as a file.", {"json", "csv", "xlsx"}}};
    route.output = detail::SchemaOf<Listing<Item>>::of;
    return route;
}

/// An action: answers 200 with Out, or 204.
template <class In, class Out, class Handle>
[[nodiscard]] Route post(std::string path, Access access, std::string summary, Handle handle) {
    return with_body<In, Out>(
        Method::post, std::move(path), std::move(access), std::move(summary), std::move(handle)
    );
}

/// Makes something new: answers 201.
template <class In, class Out, class Handle>
[[nodiscard]] Route create(std::string path, Access access, std::string summary, Handle handle) {
    return with_body<In, Out>(
        Method::post, std::move(path), std::move(access), std::move(summary), std::move(handle), 201
    );
}

template <class In, class Out, class Handle>
[[nodiscard]] Route put(std::string path, Access access, std::string summary, Handle handle) {
    return conditional(with_body<In, Out>(
        Method::put, std::move(path), std::move(access), std::move(summary), std::move(handle)
    ));
}

template <class In, class Out, class Handle>
[[nodiscard]] Route patch(std::string path, Access access, std::string summary, Handle handle) {
    return conditional(with_body<In, Out>(
        Method::patch, std::move(path), std::move(access), std::move(summary), std::move(handle)
    ));
}

/// Removes something that has a revision.
template <class Out, class Handle>
[[nodiscard]] Route remove(std::string path, Access access, std::string summary, Handle handle) {
    return conditional(without_body<Out>(
        Method::delete_, std::move(path), std::move(access), std::move(summary), std::move(handle)
    ));
}

/// Ends something that has none, such as a session: there is nothing in it to write over.
template <class Out, class Handle>
[[nodiscard]] Route end(std::string path, Access access, std::string summary, Handle handle) {
    return without_body<Out>(
        Method::delete_, std::move(path), std::move(access), std::move(summary), std::move(handle)
    );
}

/// The route table; see http/router.hpp.
class Router;

}  // namespace belfry::http
