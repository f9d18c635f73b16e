#include "http/openapi.hpp"

#include "http/problem.hpp"

namespace belfry::http {

namespace {

using json::Array;
using json::Object;
using json::Value;

/// `{name:text}` → `{name}`, as OpenAPI writes it.
std::string documented_path(std::string_view path) {
    std::string out(path);
    for (auto at = out.find(":text}"); at != std::string::npos; at = out.find(":text}", at)) {
        out.erase(at, 5);
    }
    return out;
}

void add_path_parameters(Array& parameters, std::string_view path) {
    while (path.contains('{')) {
        path.remove_prefix(path.find('{') + 1);
        const auto inner = path.substr(0, path.find('}'));
        const bool text = inner.ends_with(":text");
        parameters.push_back(Object{
            {"name", inner.substr(0, inner.find(':'))},
            {"in", "path"},
            {"required", true},
            {"schema",
             text ? Object{{"type", "string"}} : Object{{"type", "integer"}, {"minimum", 1}}}
        });
    }
}

Object query_schema(const QueryParameter& parameter) {
    Object schema{{"type", "string"}};
    if (!parameter.choices.empty()) {
        Array choices;
        for (const auto& choice : parameter.choices) {
            choices.push_back(Value(choice));
        }
        schema["enum"] = std::move(choices);
    }
    return schema;
}

Array parameters_of(const Route& route) {
    Array parameters;
    add_path_parameters(parameters, route.path);
    for (const auto& parameter : route.query) {
        parameters.push_back(Object{
            {"name", parameter.name},
            {"in", "query"},
            {"description", parameter.meaning},
            {"required", false},
            {"schema", query_schema(parameter)}
        });
    }
    if (route.versioned && route.method != Method::get) {
        parameters.push_back(Object{
            {"name", "If-Match"},
            {"in", "header"},
            {"description", "The ETag of what the change is based on."},
            {"required", false},
            {"schema", Object{{"type", "string"}}}
        });
    }
    return parameters;
}

Object content(const std::string& type, Value schema) {
    return {{type, Object{{"schema", std::move(schema)}}}};
}

Object success_answer(const Route& route, json::Components& components) {
    const Value schema = route.output ? route.output(components) : Value();
    if (schema.is_null()) {
        return {{"description", "done"}};
    }
    Object answer{{"description", "ok"}, {"content", content(route.output_type, schema)}};
    if (route.versioned) {
        answer["headers"] = Object{
            {"ETag",
             Object{{"description", "The revision."}, {"schema", Object{{"type", "string"}}}}}
        };
    }
    return answer;
}

/// A caller is known by the session's cookie or by a token.
Array security_of(const Access& access) {
    Array security;
    if (!access.wants_sign_in()) {
        security.push_back(Object{});
    }
    security.push_back(Object{{"session", Array{}}});
    security.push_back(Object{{"token", Array{}}});
    return security;
}

Object operation(const Route& route, json::Components& components, const Value& problem) {
    Object operation{
        {"summary", route.summary},
        {"x-access", route.access.in_words()},
        {"security", security_of(route.access)}
    };
    if (auto parameters = parameters_of(route); !parameters.empty()) {
        operation["parameters"] = std::move(parameters);
    }
    const Value input = route.input ? route.input(components) : Value();
    if (!input.is_null()) {
        operation["requestBody"] =
            Object{{"required", true}, {"content", content(route.input_type, input)}};
    }
    operation["responses"] = Object{
        {std::to_string(route.success), success_answer(route, components)},
        {"default",
         Object{
             {"description", "problem"}, {"content", content("application/problem+json", problem)}
         }}
    };
    return operation;
}

/// The problem's lists are left out, never null.
void make_lists_absent(Object& schema) {
    for (auto& property : schema.at("properties").as_object()) {
        auto& value = property.value();
        if (auto* const any =
                value.is_object() ? value.as_object().if_contains("anyOf") : nullptr) {
            const Value first = any->as_array().at(0);
            value = first;
        } else if (value.is_object() && value.as_object().contains("type") &&
                   value.at("type").is_array()) {
            const Value first = value.at("type").as_array().at(0);
            value.as_object()["type"] = first;
        }
    }
}

Object security_schemes() {
    return {
        {"session", Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-belfry"}}},
        {"token", Object{{"type", "http"}, {"scheme", "bearer"}}}
    };
}

}  // namespace

Value openapi(const std::vector<Route>& routes, const ApiTitle& about) {
    json::Components components;
    const Value problem = json::schema<ProblemAnswer>(components);
    Object paths;
    for (const auto& route : routes) {
        auto& path = paths[documented_path(route.path)];
        if (!path.is_object()) {
            path = Object{};
        }
        path.as_object()[json::name_of(route.method)] = operation(route, components, problem);
    }
    Object schemas;
    for (const auto& [name, schema] : components.schemas()) {
        schemas[name] = schema;
    }
    make_lists_absent(schemas.at("ProblemAnswer").as_object());
    return Object{
        {"openapi", "3.1.0"},
        {"info", Object{{"title", about.title}, {"version", about.version}}},
        {"paths", std::move(paths)},
        {"components",
         Object{{"schemas", std::move(schemas)}, {"securitySchemes", security_schemes()}}}
    };
}

}  // namespace belfry::http
