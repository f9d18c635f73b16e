#include <algorithm>
#include <cmath>

#include "simulation/control_plane.hpp"
#include "simulation/exact_math.hpp"
#include "simulation/moment.hpp"

namespace belfry::simulation {

namespace {

std::uint32_t machine_counter(std::uint32_t station, std::uint32_t number, std::uint32_t failures) {
    return (station << 20U) | (number << 8U) | std::min(failures, 255U);
}

}  // namespace

void ControlPlane::schedule_failure(std::uint32_t number, double from) {
    const auto& machine = machines_[number];
    const auto& c = model_.causes[machine.cause];
    if (!c.said.mtbf_minutes) {
        return;
    }
    const auto words = day_.draw(
        machine.site,
        machine_counter(machine.station, machine.number, machine.failures),
        breaks + machine.cause * per_cause
    );
    const double life = exponential_draw(words[0]) * *c.said.mtbf_minutes;
    const double at = moment_of(from + std::max(quantum, life));
    // No failure is new after the polls close.
    if (at < model_.sites[machine.site].closes) {
        push({at, 0, EventKind::fail, number, machine.site, machine.station});
    }
}

void ControlPlane::fail(const Event& event, Effects& out) {
    auto& machine = machines_[event.cause];
    const auto& c = model_.causes[machine.cause];
    ++machine.failures;
    const auto words = day_.draw(
        machine.site,
        machine_counter(machine.station, machine.number, machine.failures),
        breaks + machine.cause * per_cause
    );
    machine.token = ++tokens_;
    machine.down_since = event.at;
    ++totals_.failures;
    ++down_[machine.site];
    Effect effect{event.at, machine.site, machine.station, EffectKind::lose};
    effect.policy = c.said.on_failure.value_or(OnFailure::resume);
    effect.token = machine.token;
    effect.value = uniform(words[1]);
    out.push_back(effect);
    trigger_on_failures(machine.site, event.at);
    push(
        {event.at + whole_ticks(c.detection(words[3])),
         0,
         EventKind::noticed,
         event.cause,
         machine.site,
         machine.station,
         machine.token,
         std::max(quantum, whole_ticks(c.repair(words[2])))}
    );
}

void ControlPlane::noticed(const Event& event) {
    Job job{event.cause, event.token, event.at, event.value, false};
    take_spare(event.cause, job, event.at);
    if (crews_.empty()) {
        repairs_.push_back(job);
        push(
            {event.at + job.repair,
             0,
             EventKind::repaired,
             static_cast<std::uint32_t>(repairs_.size() - 1),
             event.site}
        );
        return;
    }
    jobs_.push_back(job);
    dispatch(event.at);
}

void ControlPlane::take_spare(std::uint32_t number, Job& job, double at) {
    const auto& machine = machines_[number];
    const auto equipment = model_.sites[machine.site].pipeline->stations[machine.station].equipment;
    for (std::uint32_t m = 0; m < spares_.size(); ++m) {
        const auto& measure = model_.measures[m];
        if (spares_[m].empty() || !measure.sites[machine.site] ||
            !measure.equipment[static_cast<std::size_t>(equipment)]) {
            continue;
        }
        auto& left = spares_[m][spares_[m].size() == 1 ? 0 : machine.site];
        if (left > 0) {
            --left;
            job.replaced = true;
            const double arrives = at + std::max(quantum, delay_of(m, machine.site));
            ++totals_.uses[m];
            push({arrives, 0, EventKind::spare_in, number, machine.site, machine.station});
            return;
        }
    }
}

void ControlPlane::bring_up(std::uint32_t number, double at, Effects& out) {
    auto& machine = machines_[number];
    const auto& site = model_.sites[machine.site];
    --down_[machine.site];
    const double from = std::max(machine.down_since, site.opens);
    totals_.down_minutes += std::max(0.0, std::min(at, site.closes) - from);
    Effect effect{at, machine.site, machine.station, EffectKind::gain};
    effect.token = machine.token;
    out.push_back(effect);
    schedule_failure(number, at);
}

void ControlPlane::repaired(const Event& event, Effects& out) {
    const Job job = repairs_[event.cause];
    if (!job.replaced) {
        bring_up(job.machine, event.at, out);
        return;
    }
    // The repaired machine becomes the spare.
    const auto& machine = machines_[job.machine];
    const auto equipment = model_.sites[machine.site].pipeline->stations[machine.station].equipment;
    for (std::uint32_t m = 0; m < spares_.size(); ++m) {
        if (!spares_[m].empty() && model_.measures[m].sites[machine.site] &&
            model_.measures[m].equipment[static_cast<std::size_t>(equipment)]) {
            ++spares_[m][spares_[m].size() == 1 ? 0 : machine.site];
            return;
        }
    }
}

void ControlPlane::spare_in(const Event& event, Effects& out) {
    bring_up(event.cause, event.at, out);
}

double ControlPlane::way(std::size_t crew, const Job& job) const {
    const auto& site = model_.sites[machines_[job.machine].site];
    return travel_minutes(model_.travel, crews_[crew].place, site.place);
}

std::size_t ControlPlane::choose_job(std::size_t crew) const {
    std::size_t best = 0;
    for (std::size_t j = 1; j < jobs_.size(); ++j) {
        const bool better = rule_ == Dispatch::nearest_free
                                ? way(crew, jobs_[j]) < way(crew, jobs_[best])
                                : rule_ == Dispatch::longest_line &&
                                      lines_[machines_[jobs_[j].machine].site] >
                                          lines_[machines_[jobs_[best].machine].site];
        best = better ? j : best;
    }
    return best;
}

void ControlPlane::send(std::size_t crew, std::size_t index, double at) {
    const Job job = jobs_[index];
    jobs_.erase(jobs_.begin() + static_cast<std::ptrdiff_t>(index));
    const double travel = way(crew, job);
    const auto& machine = machines_[job.machine];
    crews_[crew].free = false;
    crews_[crew].place = model_.sites[machine.site].place;
    ++totals_.repairs_waited;
    totals_.repair_wait_minutes += at - job.since;
    totals_.crew_busy_minutes += travel + job.repair;
    for (std::uint32_t m = 0; m < model_.measures.size(); ++m) {
        if (model_.measures[m].said.kind == MeasureKind::repair_crews) {
            ++totals_.uses[m];
            break;
        }
    }
    repairs_.push_back(job);
    const double done = at + travel + job.repair;
    push(
        {done, 0, EventKind::repaired, static_cast<std::uint32_t>(repairs_.size() - 1), machine.site
        }
    );
    push({done, 0, EventKind::crew_done, static_cast<std::uint32_t>(crew), machine.site});
}

/// Sends free crews out while jobs wait. With one job and several free crews the nearest goes; with
/// one free crew and several jobs the rule says which.
void ControlPlane::dispatch(double at) {
    while (!jobs_.empty()) {
        std::size_t best = crews_.size();
        const std::size_t job = 0;
        for (std::size_t c = 0; c < crews_.size(); ++c) {
            if (crews_[c].free &&
                (best == crews_.size() || way(c, jobs_[job]) < way(best, jobs_[job]))) {
                best = c;
            }
        }
        if (best == crews_.size()) {
            return;
        }
        send(best, choose_job(best), at);
    }
}

}  // namespace belfry::simulation
