#include "transparency/ask.hpp"

namespace belfry::transparency {

http::Question question_to_peer(std::string url, std::chrono::seconds most_time) {
    http::Question question;
    question.url = std::move(url);
    question.own_network = true;
    question.unprotected = true;
    question.whole_time = most_time;
    return question;
}

}  // namespace belfry::transparency
