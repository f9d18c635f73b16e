#include <set>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/problem.hpp"
#include "web/modules.hpp"

namespace belfry::web {

namespace {

constexpr std::string_view json_type = "application/json";

using json::Array;
using json::Object;

/// Schemas of what is taken and of what is given. They are gathered apart, because a member that
/// may be left out of a request is always there in an answer, as null.
struct Schemas {
    json::Components taken;
    json::Components given;
};

Object reference_to(std::string_view name) {
    return {{"$ref", fmt::format("#/components/schemas/{}", name)}};
}

/// `{step}` and `{name:text}`.
struct Parameter {
    std::string name;
    bool number = true;
};

std::vector<Parameter> parameters_of(const std::string& path) {
    std::vector<Parameter> found;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
        const auto inside = path.substr(at + 1, path.find('}', at) - at - 1);
        const auto colon = inside.find(':');
        found.push_back({inside.substr(0, colon), colon == std::string::npos});
    }
    return found;
}

std::string path_of(const http::Route& route) {
    auto path = route.path;
    for (auto at = path.find(":text}"); at != std::string::npos; at = path.find(":text}")) {
        path.erase(at, std::string_view(":text").size());
    }
    return path;
}

Array parameters(const http::Route& route) {
    Array out;
    for (const auto& parameter : parameters_of(route.path)) {
        out.push_back(Object{
            {"name", parameter.name},
            {"in", "path"},
            {"required", true},
            {"schema", Object{{"type", parameter.number ? "integer" : "string"}}},
        });
    }
    for (const auto& parameter : route.query) {
        Object schema{{"type", "string"}};
        if (!parameter.choices.empty()) {
            schema["enum"] = Array(parameter.choices.begin(), parameter.choices.end());
        }
        out.push_back(Object{
            {"name", parameter.name},
            {"in", "query"},
            {"description", parameter.meaning},
            {"schema", std::move(schema)},
        });
    }
    if (route.conditional) {
        out.push_back(Object{
            {"name", "If-Match"},
            {"in", "header"},
            {"required", true},
            {"description", "The ETag of what the change is based on."},
            {"schema", Object{{"type", "string"}, {"pattern", R"re(^"(0|[1-9][0-9]*)"$)re"}}},
        });
    }
    return out;
}

Object content(const std::string& type, json::Value schema) {
    if (schema.is_null()) {
        schema = Object{{"type", "string"}};
    }
    return {{type, Object{{"schema", std::move(schema)}}}};
}

Object success(const http::Route& route, json::Components& given) {
    Object answer{{"description", "ok"}};
    const json::Value schema = route.output ? route.output(given) : json::Value();
    if (!schema.is_null() || route.output_type != "application/json") {
        answer["content"] = content(route.output_type, schema);
    }
    if (route.versioned) {
        answer["headers"] = Object{
            {"ETag",
             Object{
                 {"description", "The revision, for If-Match."},
                 {"schema", Object{{"type", "string"}}}
             }},
        };
    }
    return answer;
}

bool changes_something(const http::Route& route) {
    return route.method != http::Method::get && route.method != http::Method::head;
}

/// The refusals that a route can answer with, as its declaration shows them; those of every route
/// stand under `default`.
std::vector<int> refusals_of(const http::Route& route) {
    const bool takes_body = static_cast<bool>(route.input) || route.input_type != json_type;
    const bool signed_in = route.access.wants_sign_in();
    std::vector<std::pair<int, bool>> possible{
        {400, takes_body || route.conditional || !route.query.empty()},
        {401, signed_in},
        {403, signed_in || changes_something(route)},
        {404, route.path.contains('{')},
        {409, changes_something(route)},
        {413, takes_body},
        {422, takes_body},
        {428, route.conditional},
        {429, !signed_in && changes_something(route)},
    };
    std::vector<int> statuses;
    for (const auto& [status, can_be] : possible) {
        if (can_be) {
            statuses.push_back(status);
        }
    }
    return statuses;
}

std::string_view meaning_of(int status) {
    switch (status) {
        case 400:
            return "The request cannot be read.";
        case 401:
            return "Nobody is signed in, or the session is over.";
        case 403:
            return "The caller may not do this, or the request does not prove where it comes from.";
        case 404:
            return "There is no such thing.";
        case 409:
            return "It does not fit what is there: somebody changed it meanwhile, or its state"
                   " forbids it. `differences` says what changed.";
        case 413:
            return "The body is too long.";
        case 422:
            return "Fields are wrong: `problems` names each with its path.";
        case 428:
            return "If-Match is missing: it says which revision the change is based on.";
        case 429:
            return "Too many tries; `Retry-After` says how many seconds to wait.";
        default:
            return "Another problem.";
    }
}

Object problem_answer(std::string_view meaning) {
    return {
        {"description", meaning},
        {"content", content("application/problem+json", reference_to("ProblemAnswer"))},
    };
}

Object responses_of(const http::Route& route, json::Components& given) {
    Object out{{std::to_string(route.success), success(route, given)}};
    for (const int status : refusals_of(route)) {
        out[std::to_string(status)] = problem_answer(meaning_of(status));
    }
    out["default"] = problem_answer("Another problem.");
    return out;
}

Object operation(const http::Route& route, Schemas& schemas) {
    Object out{
        {"summary", route.summary}, {"description", "For: " + route.access.in_words() + "."}
    };
    if (auto list = parameters(route); !list.empty()) {
        out["parameters"] = std::move(list);
    }
    if (route.input) {
        out["requestBody"] = Object{
            {"required", true}, {"content", content(route.input_type, route.input(schemas.taken))}
        };
    } else if (route.input_type != json_type) {
        out["requestBody"] = Object{{"required", true}, {"content", content(route.input_type, {})}};
    }
    out["responses"] = responses_of(route, schemas.given);
    if (!route.access.wants_sign_in()) {
        out["security"] = Array();
    }
    if (route.access.wants_fresh_proof()) {
        out["x-fresh-proof"] = true;
    }
    return out;
}

/// As it stands in an answer: every member is there.
Object always_whole(Object schema) {
    if (const auto* properties = schema.if_contains("properties")) {
        Array all;
        for (const auto& property : properties->as_object()) {
            all.emplace_back(property.key());
        }
        schema["required"] = std::move(all);
    }
    return schema;
}

/// Whether null says something else than leaving the member out.
bool clears(const Object& schema) {
    const auto* meaning = schema.if_contains("description");
    return meaning != nullptr && *meaning == json::Value(json::detail::null_clears);
}

/// The same without null.
json::Value without_null(const Object& schema) {
    if (const auto* either = schema.if_contains("anyOf")) {
        return either->as_array().front();
    }
    auto out = schema;
    if (auto* type = out.if_contains("type"); type != nullptr && type->is_array()) {
        const auto first = type->as_array().front();
        *type = first;
    }
    return out;
}

/// As it stands in a request: a member that may be left out is left out, not null,
/// unless null clears it.
Object as_taken(Object schema) {
    const auto* required = schema.if_contains("required");
    auto* properties = schema.if_contains("properties");
    if (properties == nullptr) {
        return schema;
    }
    std::set<std::string_view> always;
    if (required != nullptr) {
        for (const auto& name : required->as_array()) {
            always.insert(name.as_string());
        }
    }
    for (auto& property : properties->as_object()) {
        if (!always.contains(property.key()) && !clears(property.value().as_object())) {
            property.value() = without_null(property.value().as_object());
        }
    }
    return schema;
}

Object all_schemas(Schemas& schemas) {
    static_cast<void>(json::schema<http::ProblemAnswer>(schemas.taken));
    Object out;
    for (const auto& [name, schema] : schemas.taken.schemas()) {
        out[name] = as_taken(schema);
    }
    for (const auto& [name, schema] : schemas.given.schemas()) {
        if (!out.contains(name)) {
            out[name] = always_whole(schema);
        }
    }
    return out;
}

}  // namespace

std::string document_of(const http::Router& router, const std::string& version) {
    Schemas schemas;
    Object paths;
    for (const auto& route : router.routes()) {
        auto& at = paths[path_of(route)];
        if (at.is_null()) {
            at = Object();
        }
        at.as_object()[json::name_of(route.method)] = operation(route, schemas);
    }
    const Object cookie{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-belfry"}};
    const Object token{{"type", "http"}, {"scheme", "bearer"}};
    Object document{
        {"openapi", "3.1.0"},
        {"info", Object{{"title", "Belfry"}, {"version", version}}},
        {"security", Array{Object{{"session", Array()}}, Object{{"token", Array()}}}},
        {"paths", std::move(paths)},
    };
    document["components"] = Object{
        {"schemas", all_schemas(schemas)},
        {"securitySchemes", Object{{"session", cookie}, {"token", token}}},
    };
    return boost::json::serialize(document);
}

}  // namespace belfry::web
