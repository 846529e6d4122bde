using FluentValidation;
using Shouldly;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace BusinessFocus.Contracts.Tests;

/// <summary>One rule for all links that come from outside (<see cref="Hosting.Http.WebAddress"/>).</summary>
public sealed class LinksFromOutside
{
    private static readonly string[] Endings = ["Link", "Url", "Uri", "Href", "Website", "WebAddress"];

    private static readonly Assembly[] Services =
    [
        typeof(global::BusinessFocus.Scheduling.Store).Assembly,
        typeof(global::BusinessFocus.Registration.Store).Assembly,
        typeof(global::BusinessFocus.Notifications.Store).Assembly,
        typeof(global::BusinessFocus.Feedback.Store).Assembly,
        typeof(global::BusinessFocus.Identity.Store).Assembly,
        typeof(global::BusinessFocus.Gateway.Limits).Assembly,
    ];

    [Fact]
    public void Each_link_in_a_request_has_the_rule()
    {
        var validators = Services.SelectMany(service => service.GetTypes())
            .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(IValidator)) && type.GetConstructor([]) is not null)
            .Select(type => (IValidator)Activator.CreateInstance(type)!)
            .ToList();
        validators.Count.ShouldBeGreaterThan(20, "the rule must find what it is about");

        var links = validators.SelectMany(validator => RequestOf(validator).GetProperties()
            .Where(property => property.PropertyType == typeof(string) && Endings.Any(ending => property.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(property => (
                Link: $"{RequestOf(validator).FullName}.{property.Name}",
                IsChecked: validator.CreateDescriptor().GetMembersWithValidators()[property.Name].Any(each => each.Validator.Name == "WebAddress"))))
            .ToList();

        links.ShouldNotBeEmpty();
        links.Where(link => !link.IsChecked).ShouldBeEmpty();
    }

    private static Type RequestOf(IValidator validator) => validator.GetType().GetInterfaces()
        .First(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IValidator<>)).GetGenericArguments()[0];
}
