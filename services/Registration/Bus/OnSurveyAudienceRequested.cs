using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

/// <summary>Feedback asks whom a survey of an edition asks: it is looked up once, and told in pages.</summary>
public sealed class OnSurveyAudienceRequested(IDocumentSession session, ActivitySeatsCache cache, TimeProvider clock) : IConsumer<SurveyAudienceRequested>
{
    public async Task Consume(ConsumeContext<SurveyAudienceRequested> context)
    {
        var (asked, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldOneAsync($"survey audience {asked.SurveyId}", cancellationToken);
        if (await session.Events.FetchStreamStateAsync(asked.SurveyId.Value, cancellationToken) is not null)
        {
            return;
        }

        var seats = new List<ActivitySeats>();
        foreach (var activity in (await cache.VersionsInAsync(asked.EditionId, cancellationToken)).Keys)
        {
            seats.Add((await cache.ReadAsync(session, activity, cancellationToken)).Seats);
        }

        var now = clock.GetUtcNow();
        session.Events.StartStream(asked.SurveyId.Value, SurveyAudiences.Pages(asked, SurveyAudiences.Of(asked.Audience, seats, now), now));
    }
}
