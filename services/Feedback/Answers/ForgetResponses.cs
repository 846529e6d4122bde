using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Feedback.Answers;

/// <summary>Whoever answered by name is forgotten: what they wrote is gone, their marks stay. What was answered anonymously is nobody's, and stays.</summary>
public sealed class ForgetResponses(IDocumentSession session, IDocumentStore store)
{
    public async Task ForgetAsync(IReadOnlyList<RegistrationId> registrations, CancellationToken cancellationToken) =>
        await ForgetAsync(await session.LoadManyAsync<Response>(cancellationToken, registrations.SelectMany(Response.IdsOf)), cancellationToken);

    public async Task ForgetAsync(IReadOnlyList<Response> found, CancellationToken cancellationToken)
    {
        if (found.Count == 0)
        {
            return;
        }

        foreach (var response in found)
        {
            var stream = await session.Events.FetchForWriting<Response>(response.Id, cancellationToken);
            stream.AppendOne(new ResponseForgotten());
        }

        await store.MaskAsync(found.Select(response => response.Id), cancellationToken);
    }
}
