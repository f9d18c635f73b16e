#include "cli/records_acts.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.hpp"

namespace belfry::cli {

namespace {

using Act = std::function<Result<json::Value>(SignedIn&, const RecordsActWish&)>;

void put(json::Object& to, std::string_view name, const std::string& text) {
    if (!text.empty()) {
        to[name] = text;
    }
}

Result<json::Value> propose(SignedIn& person, const RecordsActWish& wish) {
    json::Array targets;
    for (const auto& object : wish.objects) {
        json::Object target{{"object", object}};
        if (!wish.fields.empty()) {
            target["fields"] = json::write(wish.fields);
        }
        targets.push_back(std::move(target));
    }
    json::Object body{
        {"kind", wish.disposition ? "disposition" : "redaction"},
        {"statute", wish.statute},
        {"reason", wish.reason},
        {"targets", std::move(targets)}
    };
    put(body, "effective_on", wish.from);
    return person.post("/records/redactions", body);
}

/// One of the answers to a redaction, or the release of a hold.
Act answer(std::string where, std::string what, bool with_reason) {
    return [=](SignedIn& person, const RecordsActWish& wish) {
        return person.act(
            where + std::to_string(wish.number),
            what,
            with_reason ? std::optional(json::Object{{"reason", wish.reason}}) : std::nullopt
        );
    };
}

Result<json::Value> hold(SignedIn& person, const RecordsActWish& wish) {
    json::Object body{
        {"matter", wish.matter},
        {"scope",
         wish.everything       ? "everything"
         : !wish.kinds.empty() ? "kinds"
                               : "objects"},
        {"kinds", json::write(wish.kinds)},
        {"objects", json::write(wish.objects)}
    };
    put(body, "authority", wish.authority);
    put(body, "starts_on", wish.from);
    put(body, "ends_on", wish.until);
    return person.post("/records/holds", body);
}

int run(
    const RecordsActOptions& options, const std::string& what, const Act& act, const Output& out
) {
    return with_house(options.place, out, [&](web::House& house) -> int {
        const auto key = web::key_of(house);
        if (!key) {
            return out.refuse(key.error());
        }
        SignedIn person(house, *key);
        if (auto known = person.sign_in(options.wish.who); !known) {
            return out.refuse(known.error());
        }
        const auto made = act(person, options.wish);
        if (!made) {
            return out.refuse(made.error());
        }
        const auto& object = made->as_object();
        const auto* state = object.if_contains("state");
        out.say(
            fmt::format(
                "{} {} {}.",
                what,
                object.at("id").as_int64(),
                state != nullptr ? std::string_view(state->as_string()) : "done"
            ),
            object
        );
        return done;
    });
}

}  // namespace

void add_records_acts(CLI::App& app, const RecordsActOptions& options, const AddCommand& on_data) {
    auto& records = *app.get_subcommand("records");
    auto& wish = options.wish;
    const auto add = [&](const char* name, const char* says, const char* what, const Act& act) {
        auto* command = on_data(records, name, says, [options, what, act](const Output& out) {
            return run(options, what, act, out);
        });
        command->add_option("--as", wish.who.email, "E-mail address of who acts")->required();
        command->add_option(
            "--password-file", wish.who.password_file, "File with their password; else asked for"
        );
        command->add_option("--code", wish.who.code, "Code of their authenticator app");
        return command;
    };
    const auto with_reason = [&](CLI::App* command) {
        command->add_option("--reason", wish.reason, "Why")->required();
    };
    const auto with_number = [&](CLI::App* command, const char* of) {
        command->add_option("number", wish.number, of)->required();
        return command;
    };
    constexpr auto* redactions = "/records/redactions/";
    auto* made =
        add("propose",
            "Propose that values are removed under a law; two others have to approve it",
            "Redaction",
            propose);
    made->add_option("objects", wish.objects, "Like task/12")->required();
    made->add_option("--field", wish.fields, "Only these fields; may be repeated");
    made->add_option("--statute", wish.statute, "The law as it is cited")->required();
    made->add_option("--on", wish.from, "Not before this day, YYYY-MM-DD");
    made->add_flag("--disposition", wish.disposition, "Because the period of retention is over");
    with_reason(made);
    const char* number = "Number of the redaction";
    with_number(
        add("approve",
            "Approve what somebody else proposed; `records show` says what goes",
            "Redaction",
            answer(redactions, "/approval", false)),
        number
    );
    with_reason(with_number(
        add("decline",
            "Decline what somebody else proposed",
            "Redaction",
            answer(redactions, "/refusal", true)),
        number
    ));
    with_reason(with_number(
        add("withdraw",
            "Take one's own proposal back",
            "Redaction",
            answer(redactions, "/withdrawal", true)),
        number
    ));
    auto* placed = add("hold", "Place a legal hold", "Hold", hold);
    placed->add_option("objects", wish.objects, "Like task/12");
    placed->add_option("--kind", wish.kinds, "All records of a kind; may be repeated");
    placed->add_flag("--everything", wish.everything, "All records");
    placed->add_option("--matter", wish.matter, "The lawsuit, investigation or audit")->required();
    placed->add_option("--authority", wish.authority, "Who demands it, or under which law");
    placed->add_option("--from", wish.from, "First day; without it today");
    placed->add_option("--until", wish.until, "Last day; without it until it is released");
    with_reason(with_number(
        add("release-hold",
            "Release a legal hold",
            "Hold",
            answer("/records/holds/", "/release", true)),
        "Number of the hold"
    ));
}

}  // namespace belfry::cli
