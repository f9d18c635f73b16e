#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/refusal.hpp"
#include "program/person.hpp"
#include "record/record.hpp"

namespace belfry::program {

enum class DecisionState { waiting, approved, declined, withdrawn, question_open };
BOOST_DESCRIBE_ENUM(DecisionState, waiting, approved, declined, withdrawn, question_open)

/// What the person asked wants to know before deciding.
struct DecisionQuestion {
    std::string text;
    PersonRef by;
    Instant at;
    std::optional<std::string> answer;
    std::optional<PersonRef> answered_by;
    std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(DecisionQuestion, (), (text, by, at, answer, answered_by, answered_at))

/// Something that waits for the mayor's, or another person's, yes or no.
struct Decision {
    Id<Decision> id;
    int step = 0;
    std::string title;
    std::string why;            ///< Why it is asked, in a sentence or two. Markdown.
    std::optional<Money> cost;  ///< Absent: costs nothing, or nobody knows yet.
    std::string cost_source;    ///< Where the figure comes from; required with a cost.
    PersonRef asked_by;
    std::optional<PersonRef> asked_of;  ///< Absent: the mayor's office.
    std::optional<Date> due;
    std::vector<std::string> options;  ///< Pick one of these; empty: yes or no.
    DecisionState state = DecisionState::waiting;
    std::optional<std::string> picked;  ///< The option that was approved.
    std::optional<std::string> answer_text;
    std::optional<PersonRef> answered_by;
    std::optional<Instant> answered_at;
    std::optional<DecisionQuestion> question;  ///< The latest; earlier ones stand in the history.
    Instant asked_at;
    record::Tlp tlp = record::Tlp::green;  ///< Amber and above: e-mail says that, not what.
    std::int64_t revision = 0;
    std::int64_t comments = 0;
    std::int64_t attachments = 0;
};
BOOST_DESCRIBE_STRUCT(
    Decision,
    (),
    (id,
     step,
     title,
     why,
     cost,
     cost_source,
     asked_by,
     asked_of,
     due,
     options,
     state,
     picked,
     answer_text,
     answered_by,
     answered_at,
     question,
     asked_at,
     tlp,
     revision,
     comments,
     attachments)
)

struct DecisionNew {
    std::string title;
    std::string why;
    std::optional<Money> cost;
    std::optional<std::string> cost_source;
    std::optional<Date> due;
    std::optional<std::int64_t> asked_of_id;
    std::optional<record::Tlp> tlp = {};
    std::optional<std::vector<std::string>> options = {};
};
BOOST_DESCRIBE_STRUCT(
    DecisionNew, (), (title, why, cost, cost_source, due, asked_of_id, tlp, options)
)

/// Absent: as it was; null: cleared.
struct DecisionEdit {
    std::optional<std::string> title;
    std::optional<std::string> why;
    std::optional<std::optional<Money>> cost;
    std::optional<std::string> cost_source;
    std::optional<std::optional<Date>> due;
    std::optional<std::optional<std::int64_t>> asked_of_id;
    std::optional<record::Tlp> tlp = {};
    std::optional<std::vector<std::string>> options = {};
};
BOOST_DESCRIBE_STRUCT(
    DecisionEdit, (), (title, why, cost, cost_source, due, asked_of_id, tlp, options)
)

struct DecisionApproval {
    std::optional<std::string> text;
    std::optional<std::string> option = {};  ///< Word for word, where there are options.
};
BOOST_DESCRIBE_STRUCT(DecisionApproval, (), (text, option))

struct DecisionRefusal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecisionRefusal, (), (reason))

struct DecisionWithdrawal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecisionWithdrawal, (), (reason))

struct DecisionQuestionNew {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DecisionQuestionNew, (), (text))

struct DecisionAnswer {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DecisionAnswer, (), (text))

/// Who acts on a decision, as the rules need to know them.
struct Decider {
    std::int64_t account = 0;
    bool decides_for_office = false;  ///< Holds the permission to decide for the mayor's office.
    bool may_be_asked = false;        ///< Holds the permission to be asked by name.
};

/// Whether this person may approve, decline or ask back: the person asked, while their role lets
/// them be asked, or, where the mayor's
/// office is asked, whoever may decide for it. Nobody decides their own request, but for those who
/// may decide for the office and ask themselves by name, as a mayor does who notes a decision down.
[[nodiscard]] bool may_decide(const Decision& decision, const Decider& who);

/// Refuses an empty title or reason, a negative cost, a cost without a source, and options that are
/// not two to ten different lines.
[[nodiscard]] Result<Decision> new_decision(
    int step, const DecisionNew& wish, std::int64_t asked_by, Instant now
);

/// Only while it waits. Refuses (conflict) once it is answered or withdrawn.
[[nodiscard]] Result<Decision> edited(Decision decision, const DecisionEdit& edit);

/// Waiting or with an open question → approved. Refuses (conflict) in any other state, and an
/// approval that does not pick one of the options where there are some.
[[nodiscard]] Result<Decision> approved(
    Decision decision, const DecisionApproval& how, std::int64_t by, Instant now
);

/// As approving, with a reason.
[[nodiscard]] Result<Decision> declined(
    Decision decision, const DecisionRefusal& why, std::int64_t by, Instant now
);

/// Waiting → question_open.
[[nodiscard]] Result<Decision> asked_back(
    Decision decision, const DecisionQuestionNew& question, std::int64_t by, Instant now
);

/// question_open → waiting, the question with its answer.
[[nodiscard]] Result<Decision> answered(
    Decision decision, const DecisionAnswer& answer, std::int64_t by, Instant now
);

/// Waiting or with an open question → withdrawn.
[[nodiscard]] Result<Decision> withdrawn(
    Decision decision, const DecisionWithdrawal& why, std::int64_t by, Instant now
);

}  // namespace belfry::program
