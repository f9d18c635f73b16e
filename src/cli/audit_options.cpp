#include "cli/audit_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/audit_read.hpp"

namespace belfry::cli {

namespace {

class AuditOptions {
public:
    AuditOptions(CLI::App& audits, AuditWish& wish, const AddCommand& add)
        : audits_(audits), wish_(wish), add_(add) {}

    void add_beginning();
    void add_reading();
    void add_files();
    void add_end();

private:
    using Act = int (*)(const AuditWish&, const Output&);

    CLI::App* add_step(const char* name, const char* what, Act act);

    CLI::App& audits_;
    AuditWish& wish_;
    const AddCommand& add_;
};

CLI::App* AuditOptions::add_step(const char* name, const char* what, Act act) {
    auto* step = add_(audits_, name, what, [wish = &wish_, act](const Output& out) {
        return act(*wish, out);
    });
    step->add_option("folder", wish_.folder, "Folder of the audit")->required();
    return step;
}

void AuditOptions::add_beginning() {
    constexpr auto* who = "Who does it; several times for several people";
    auto* plan =
        add_(audits_, "plan", "What each method would take", [wish = &wish_](const Output& out) {
            return audit_plan(*wish, out);
        });
    plan->add_option("contests", wish_.contests, "Contests as for `commit` (JSON)")->required();
    plan->add_option("--risk-limit", wish_.risk_limit, "Largest risk of confirming a wrong winner");
    plan->add_option("--terms", wish_.terms, "Times, wages, error rates (JSON); names all of them");
    plan->add_option("--charts", wish_.to, "Folder for a chart (SVG) of each contest");
    plan->add_option("--language", wish_.language, "en, es")->check(CLI::IsMember({"en", "es"}));
    auto* open = add_step("init", "Open an audit in a new folder", audit_init);
    open->add_option("--by", wish_.by, who)->allow_extra_args(false);
    open->add_option("--title", wish_.title, "What it is called")->required();
    open->add_option("--election", wish_.election, "Which election")->required();
    open->add_option("--election-day", wish_.election_day, "2026-11-03");
    open->add_option("--jurisdiction", wish_.jurisdictions, "Who keeps the paper; several times")
        ->allow_extra_args(false)
        ->required();
    open->add_option("--risk-limit", wish_.risk_limit, "Largest risk of confirming a wrong winner")
        ->check(CLI::Range(0.0001, 0.5));
    open->add_option("--gamma", wish_.gamma, "Error inflation of super-simple comparisons");
    open->add_option("--sampling", wish_.sampling, "How cards are drawn")
        ->check(CLI::IsMember({"consistent", "counter", "hash", "index", "elsewhere"}));
    open->add_flag("--with-replacement", wish_.with_replacement, "A card may be drawn again");
    open->add_flag("--card-styles", wish_.card_styles, "Draw from cards that hold the contest");
    auto* commit = add_step("commit", "Commit to files before the seed", audit_commit);
    commit->add_option("--by", wish_.by, who)->allow_extra_args(false);
    commit->add_option("--contests", wish_.contests, "Contests and their methods (JSON)");
    commit->add_option("--manifest", wish_.manifests, "Jurisdiction=manifest.csv")
        ->allow_extra_args(false);
    commit->add_option("--records", wish_.records, "Jurisdiction=records.csv (CVRs)")
        ->allow_extra_args(false);
    commit->add_option("--batch-totals", wish_.totals, "Jurisdiction/Contest=totals.csv")
        ->allow_extra_args(false);
    commit->add_option("--sample", wish_.sample, "Cards drawn elsewhere (CSV)");
    commit->add_flag("--close", wish_.close, "Then close the commitments: the seed may follow");
    auto* seed = add_step("seed", "The seed: twenty digits rolled in public", audit_seed);
    seed->add_option("--by", wish_.by, who)->allow_extra_args(false);
    seed->add_option("--roll", wish_.rolls, "Digits and who rolled them: 7:Ada")
        ->allow_extra_args(false)
        ->required();
    auto* draw = add_step("draw", "Draw the next round", audit_draw);
    draw->add_option("--by", wish_.by, who)->allow_extra_args(false);
    draw->add_option("--size", wish_.sizes, "Draws in all for a contest: Mayor=120")
        ->allow_extra_args(false);
    auto* list = add_step("list", "Print a round's retrieval list", audit_list);
    list->add_option("--round", wish_.round, "0: the newest");
    list->add_flag("--labels", wish_.labels, "Labels to print (HTML) in place of the list");
}

void AuditOptions::add_reading() {
    auto* enter = add_step("enter", "Enter what people read by hand", audit_enter);
    enter->add_option("--by", wish_.by, "Who read it; who settles it: several times")
        ->allow_extra_args(false)
        ->required();
    auto* item = enter->add_option("--item", wish_.item, "Number on the retrieval list");
    enter
        ->add_option(
            "--sheet", wish_.sheet, "A filled-in retrieval list (CSV), or hand readings (JSON)"
        )
        ->excludes(item);
    enter->add_option("--vote", wish_.votes, "Mayor=Ada, Council=Ada; Bea, Board=Ada > Bea, =blank")
        ->allow_extra_args(false);
    enter->add_option("--reason", wish_.reason, "Why; a note");
    enter->add_flag("--not-found", wish_.not_found, "The card is not where it should be");
    enter->add_flag("--wrong-card", wish_.wrong_card, "What was read was another card");
    enter->add_flag("--agreement", wish_.agreement, "Two people agree on what differed");
    enter->add_flag("--third-reading", wish_.third_reading, "Somebody else reads what differed");
    auto* measure = add_step("measure", "Measure the risk of the round", audit_measure);
    measure->add_option("--by", wish_.by, "Who does it")->allow_extra_args(false);
    auto* count = add_step(
        "full-count", "Order a full hand count, or record one with --votes", audit_full_count
    );
    count->add_option("--by", wish_.by, "Who does it; two people record a count")
        ->allow_extra_args(false);
    count->add_option("--contest", wish_.contest, "Which contest")->required();
    count->add_option("--reason", wish_.reason, "Why it is ordered");
    count->add_option("--votes", wish_.votes, "Ada=1204; once for each choice")
        ->allow_extra_args(false);
    count->add_option("--winner", wish_.winners, "Of ranked contests, and of ties by lot")
        ->allow_extra_args(false);
}

void AuditOptions::add_files() {
    auto* read = add_(
        audits_,
        "read",
        "Say what is in files of records, manifests and contests",
        [wish = &wish_](const Output& out) { return audit_read(wish->files, out); }
    );
    read->add_option("files", wish_.files, "Files, or zip files of them")->required();
}

void AuditOptions::add_end() {
    auto* close = add_step("close", "Close an audit that is finished", audit_close);
    close->add_option("--by", wish_.by, "Who does it")->allow_extra_args(false);
    auto* sign = add_step("sign", "Put a name, and a signature, under it", audit_sign);
    sign->add_option("--by", wish_.by, "Who signs")->allow_extra_args(false)->required();
    sign->add_option("--role", wish_.role, "As what: county clerk, observer");
    auto* key = sign->add_option("--key", wish_.key, "File of an Ed25519 key");
    sign->add_flag("--new-key", wish_.new_key, "Make the key file first")->needs(key);
    add_step("status", "How it stands and what comes next", audit_status);
    auto* report = add_step("report", "Write report/ (HTML, Markdown, JSON)", audit_report);
    report->add_option("--language", wish_.language, "en, es")->check(CLI::IsMember({"en", "es"}));
    add_step("verify", "Check a published audit by a second path", audit_verify);
    auto* copy = add_step("export", "Copy the public files", audit_export);
    copy->add_option("to", wish_.to, "A new folder")->required();
}

}  // namespace

void add_audit(CLI::App& app, AuditWish& wish, const AddCommand& add) {
    auto* audits = app.add_subcommand("audit", "Post-election audits: one folder each");
    audits->require_subcommand(1);
    audits->footer(R"(
Examples:
  belfry audit plan contests.json                   what each method would take
  belfry audit status audit-2026                    what comes next
  belfry audit verify public-2026                   check somebody's audit

docs/audit.md goes through an audit step by step.)");
    AuditOptions options(*audits, wish, add);
    options.add_beginning();
    options.add_reading();
    options.add_files();
    options.add_end();
}

}  // namespace belfry::cli
