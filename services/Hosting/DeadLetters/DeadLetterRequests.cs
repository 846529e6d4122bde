using BusinessFocus.Hosting.Http;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.DeadLetters;

/// <summary>Which dead letters.</summary>
/// <param name="Queue">Of this queue only.</param>
/// <param name="State">One of <see cref="DeadLetterState"/> as it is in JSON; those that wait unless told.</param>
public sealed record DeadLetterFilter([FromQuery(Name = "queue")] string? Queue, [FromQuery(Name = "state")] string? State)
{
    public DeadLetterState Wanted => State is null ? DeadLetterState.Waiting : EnumNames<DeadLetterState>.All[State];
}

public sealed class DeadLetterFilterValidator : AbstractValidator<DeadLetterFilter>
{
    public DeadLetterFilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<DeadLetterState>.All);
}

/// <param name="Queue">Of this queue only; all where it is left out.</param>
public sealed record RetryDeadLettersRequest(string? Queue = null)
{
    public sealed class Validator : AbstractValidator<RetryDeadLettersRequest>
    {
        public Validator() => RuleFor(request => request.Queue).OptionalText(255);
    }
}

/// <param name="Retried">How many were put back in their queues.</param>
/// <param name="Left">How many still wait: a call retries a thousand at most.</param>
public sealed record RetriedDeadLetters(int Retried, int Left);

/// <param name="Reason">Why nobody has to deal with it; without personal data.</param>
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
