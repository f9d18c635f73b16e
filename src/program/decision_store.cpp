#include "program/decision_store.hpp"

#include "program/columns.hpp"

namespace belfry::program {

namespace {

std::optional<DecisionQuestion> read_question(const store::Row& row) {
    if (row.is_null(13)) {
        return {};
    }
    return DecisionQuestion{
        .text = row.get<std::string>(13),
        .by = {row.integer(14), {}, {}},
        .at = row.get<Instant>(15),
        .answer = row.get<std::optional<std::string>>(16),
        .answered_by = person_of(row.get<std::optional<std::int64_t>>(17)),
        .answered_at = row.get<std::optional<Instant>>(18),
    };
}

Decision read_decision(const store::Row& row) {
    return {
        .id = row.get<Id<Decision>>(0),
        .step = row.get<int>(1),
        .title = row.get<std::string>(2),
        .why = row.get<std::string>(3),
        .cost = row.get<std::optional<Money>>(4),
        .cost_source = row.get<std::string>(5),
        .asked_by = {row.integer(6), {}, {}},
        .asked_of = person_of(row.get<std::optional<std::int64_t>>(7)),
        .due = day_at(row, 8),
        .options = json::parse_as<std::vector<std::string>>(row.text(22)).value(),
        .state = named_at<DecisionState>(row, 9),
        .picked = row.get<std::optional<std::string>>(23),
        .answer_text = row.get<std::optional<std::string>>(10),
        .answered_by = person_of(row.get<std::optional<std::int64_t>>(11)),
        .answered_at = row.get<std::optional<Instant>>(12),
        .question = read_question(row),
        .asked_at = row.get<Instant>(19),
        .tlp = named_at<record::Tlp>(row, 20),
        .revision = row.integer(21),
        .comments = row.integer(24),
        .attachments = row.integer(25),
    };
}

#define BELFRY_DECISION_COLUMNS                                                                   \
    "SELECT id, step, title, why, cost, cost_source, asked_by, asked_of, due, state,"             \
    " answer_text, answered_by, answered_at, question_text, question_by, question_at,"            \
    " question_answer, question_answered_by, question_answered_at, asked_at, tlp, revision,"      \
    " options, picked,"                                                                           \
    " (SELECT count(*) FROM comment WHERE object_kind = 'decision' AND object_id = decision.id)," \
    " (SELECT count(*) FROM attachment WHERE object_kind = 'decision'"                            \
    " AND object_id = decision.id) FROM decision"

}  // namespace

std::vector<Decision> list_decisions(store::Connection& db, DecisionView view, int step) {
    const std::string wanted = view == DecisionView::all       ? ""
                               : view == DecisionView::waiting ? "0"
                                                               : "1";
    return db.query(
        BELFRY_DECISION_COLUMNS
        " WHERE (step = $1 OR $1 = 0) AND"
        " (CASE WHEN state IN ('waiting', 'question_open') THEN '0' ELSE '1' END = $2 OR $2 = '')"
        " ORDER BY CASE WHEN state IN ('waiting', 'question_open') THEN 0 ELSE 1 END,"
        " CASE WHEN answered_at IS NULL THEN 0 ELSE -answered_at END,"
        " CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, id",
        read_decision,
        step,
        wanted
    );
}

std::optional<Decision> find_decision(store::Connection& db, Id<Decision> id) {
    return db.query_one(BELFRY_DECISION_COLUMNS " WHERE id = $1", read_decision, id);
}

void add_decision(store::Connection& db, const Decision& decision) {
    db.execute(
        "INSERT INTO decision (id, step, title, why, cost_source, asked_by, state, asked_at,"
        " tlp, revision) VALUES ($1, 0, '', '', '', $2, 'waiting', $3, 'green', 0)",
        decision.id,
        decision.asked_by.id,
        decision.asked_at
    );
    save_decision(db, decision);
}

void save_decision(store::Connection& db, const Decision& decision) {
    db.execute(
        "UPDATE decision SET step = $2, title = $3, why = $4, cost = $5, cost_source = $6,"
        " asked_of = $7, due = $8, state = $9, answer_text = $10, answered_by = $11,"
        " answered_at = $12, tlp = $13, revision = $14, options = $15, picked = $16 WHERE id = $1",
        decision.id,
        decision.step,
        decision.title,
        decision.why,
        decision.cost,
        decision.cost_source,
        id_of(decision.asked_of),
        day_text(decision.due),
        json::name_of(decision.state),
        decision.answer_text,
        id_of(decision.answered_by),
        decision.answered_at,
        json::name_of(decision.tlp),
        decision.revision,
        json::canonical(json::write(decision.options)),
        decision.picked
    );
    if (!decision.question) {
        return;
    }
    const auto& question = *decision.question;
    db.execute(
        "UPDATE decision SET question_text = $2, question_by = $3, question_at = $4,"
        " question_answer = $5, question_answered_by = $6, question_answered_at = $7"
        " WHERE id = $1",
        decision.id,
        question.text,
        question.by.id,
        question.at,
        question.answer,
        id_of(question.answered_by),
        question.answered_at
    );
}

void delete_decision(store::Connection& db, Id<Decision> id) {
    db.execute("DELETE FROM decision WHERE id = $1", id);
}

}  // namespace belfry::program
