using BusinessFocus.Hosting.Http;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.DeadLetters;

/// <summary>Which dead letters.</summary>
/// <param name="Queue">Of this queue only, by its name at the broker; left out for all.</param>
/// <param name="State">waiting, retried, discarded, forgotten or expired; left out for those that wait.</param>
public sealed record DeadLetterFilter([FromQuery(Name = "queue")] string? Queue, [FromQuery(Name = "state")] string? State)
{
    public DeadLetterState Wanted => State is null ? DeadLetterState.Waiting : EnumNames<DeadLetterState>.All[State];
}

public sealed class DeadLetterFilterValidator : AbstractValidator<DeadLetterFilter>
{
    public DeadLetterFilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<DeadLetterState>.All);
}

/// <summary>Which messages to put back.</summary>
/// <param name="Queue">Of this queue only, by its name at the broker, at most 255 characters; left out for all.</param>
public sealed record RetryDeadLettersRequest(string? Queue = null)
{
    public sealed class Validator : AbstractValidator<RetryDeadLettersRequest>
    {
        public Validator() => RuleFor(request => request.Queue).OptionalText(255);
    }
}

/// <summary>What came of putting messages back.</summary>
/// <param name="Retried">How many were put back in their queues.</param>
/// <param name="Left">How many still wait: a call retries a thousand at most.</param>
public sealed record RetriedDeadLetters(int Retried, int Left);

/// <summary>Why a message is not to be dealt with.</summary>
/// <param name="Reason">At most 500 characters, which are kept; without personal data.</param>
public sealed record DiscardDeadLetterRequest(string Reason)
{
    public sealed class Validator : AbstractValidator<DiscardDeadLetterRequest>
    {
        public Validator() => RuleFor(request => request.Reason).Text(500);
    }
}

public static class DeadLetterValidators
{
    /// <summary>What an operator asks, which the gateway checks too.</summary>
    public static void AddDeadLetterValidators(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<DeadLetterFilter>, DeadLetterFilterValidator>();
        services.AddSingleton<IValidator<RetryDeadLettersRequest>, RetryDeadLettersRequest.Validator>();
        services.AddSingleton<IValidator<DiscardDeadLetterRequest>, DiscardDeadLetterRequest.Validator>();
    }
}
