#include "program/query.hpp"

#include <charconv>

#include "program/deed.hpp"
#include "program/step.hpp"
#include "program/stored.hpp"
#include "program/subject.hpp"

namespace belfry::program {

namespace {

std::unexpected<Refusal> wrong(std::string_view field, std::string code, std::string advice) {
    Checked fields;
    fields.problem(field, std::move(code), std::move(advice));
    return std::unexpected(fields.result().error());
}

bool is_there(store::Connection& db, const record::Object& object) {
    if (object.kind == "step") {
        return object.id <= step_count;
    }
    if (object.kind == "task") {
        return find_task(db, {object.id}).has_value();
    }
    if (object.kind == "decision") {
        return find_decision(db, {object.id}).has_value();
    }
    return find_note(db, {object.id}).has_value();
}

}  // namespace

Result<std::optional<std::int64_t>> number_in(const http::Call& call, std::string_view name) {
    const auto text = call.request.query_value(name);
    if (!text || text->empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 1) {
        return wrong(name, "not_a_number", "Give a whole number.");
    }
    return number;
}

Result<std::optional<std::int64_t>> person_in(const http::Call& call, std::string_view name) {
    if (call.request.query_value(name) == "me") {
        return call.caller.account;
    }
    return number_in(call, name);
}

Result<std::optional<Date>> day_in(const http::Call& call, std::string_view name) {
    const auto text = call.request.query_value(name);
    if (!text || text->empty()) {
        return std::nullopt;
    }
    const auto day = date_from_iso(*text);
    if (!day) {
        return wrong(name, "not_a_date", "Give a date as YYYY-MM-DD.");
    }
    return day;
}

Result<bool> flag_in(const http::Call& call, std::string_view name) {
    const auto text = call.request.query_value(name).value_or("false");
    if (text != "true" && text != "false") {
        return wrong(name, "not_one_of", "Choose one of: true, false.");
    }
    return text == "true";
}

Result<int> step_in(const http::Call& call) {
    const auto step = call.number("step");
    if (step < 1 || step > step_count) {
        return no_such_thing();
    }
    return static_cast<int>(step);
}

Result<record::Object> subject_in(const http::Call& call, store::Connection& db) {
    return subject_of(call.request.query_value("object").value_or(""), db);
}

Result<record::Object> subject_of(std::string_view text, store::Connection& db) {
    const auto subject = subject_named(text);
    if (!subject) {
        return wrong("object", "unknown_subject", "Name a step, task, decision or note: task/12.");
    }
    if (!is_there(db, *subject)) {
        return no_such_thing();
    }
    return *subject;
}

}  // namespace belfry::program
