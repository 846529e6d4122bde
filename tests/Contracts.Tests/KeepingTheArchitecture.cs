using System.Reflection;
using System.Text.Json;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using BusinessFocus.Contracts.Tests.Stored;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace BusinessFocus.Contracts.Tests;

public sealed class KeepingTheArchitecture
{
    private static readonly string[] Frameworks = ["Marten.", "JasperFx.", "MassTransit.", "Microsoft.AspNetCore.", "Npgsql."];

    private static readonly string[] Clocks = ["get_Now", "get_UtcNow", "get_Today", "GetUtcNow", "GetLocalNow"];

    private static readonly string[] AmbientLanguages = ["get_CurrentCulture", "get_CurrentUICulture"];

    /// <summary>Whatever decides of rows, answers and what people write, beside the classes with a method Decide.</summary>
    private static readonly System.Type[] Deciding =
    [
        typeof(global::BusinessFocus.Scheduling.Import.Importing),
        typeof(global::BusinessFocus.Scheduling.Import.ReadRow),
        typeof(global::BusinessFocus.Scheduling.Import.ProgrammeFile),
        typeof(global::BusinessFocus.Registration.Members.MemberRows),
        typeof(global::BusinessFocus.Registration.Members.PushMembers),
        typeof(global::BusinessFocus.Registration.People.OrganisationNumber),
        typeof(global::BusinessFocus.Registration.Seats.MovePreview),
        typeof(global::BusinessFocus.Registration.Seats.NextView),
        typeof(global::BusinessFocus.Feedback.Answers.BallotBox),
        typeof(global::BusinessFocus.Feedback.Imports.AnswersFile),
        typeof(global::BusinessFocus.Feedback.Questions.Questionnaire),
        typeof(Flaw),
        typeof(Domain.People.EmailAddress),
        typeof(Domain.People.PhoneNumber),
        typeof(ServiceDefaults.Tables.Table),
    ];

    internal static readonly Assembly[] Services =
    [
        typeof(global::BusinessFocus.Scheduling.Store).Assembly,
        typeof(global::BusinessFocus.Registration.Store).Assembly,
        typeof(global::BusinessFocus.Notifications.Store).Assembly,
        typeof(global::BusinessFocus.Feedback.Store).Assembly,
        typeof(global::BusinessFocus.Identity.Store).Assembly,
        typeof(global::BusinessFocus.Gateway.Limits).Assembly,
        typeof(global::BusinessFocus.Web.Site.Links).Assembly,
    ];

    /// <summary>What services share: Domain, Hosting and ServiceDefaults, from the bottom to the top.</summary>
    internal static readonly Assembly[] Shared =
    [
        typeof(Domain.Decisions.Decision).Assembly,
        typeof(Hosting.HttpDefaults).Assembly,
        typeof(ServiceDefaults.Service).Assembly,
    ];

    /// <summary>What only those need who have a store, or write files.</summary>
    private static readonly string[] OfTheStore = ["Marten", "JasperFx", "Weasel.", "Npgsql", "DistributedLock.", "CsvHelper", "DocumentFormat.", "QRCoder", "ZXing."];

    internal static readonly Architecture Architecture = new ArchLoader().LoadAssemblies(Services).Build();

    /// <summary>The services with what they share.</summary>
    private static readonly Assembly[] All = [.. Services.Union(Deciding.Append(typeof(IfMatch)).Select(type => type.Assembly))];

    private static readonly Architecture Whole = new ArchLoader().LoadAssemblies(All).Build();

    [Fact]
    public void No_service_is_left_out() =>
        Services.Select(service => service.GetName().Name).ShouldBe(Service.All.Select(service => $"BusinessFocus.{service.Project}"), ignoreOrder: true);

    [Fact]
    public void No_service_knows_another()
    {
        var names = Services.Select(service => service.GetName().Name).ToHashSet();
        foreach (var service in Services)
        {
            service.GetReferencedAssemblies().Select(reference => reference.Name).Where(names.Contains)
                .ShouldBeEmpty($"{service.GetName().Name} references another service");
        }
    }

    /// <summary>Each knows those below it: a state or a decision of all services can reach no store, bus or HTTP.</summary>
    [Fact]
    public void What_services_share_stands_in_layers()
    {
        var names = Shared.Select(assembly => assembly.GetName().Name!).ToList();
        names.ShouldBe(["BusinessFocus.Domain", "BusinessFocus.Hosting", "BusinessFocus.ServiceDefaults"]);
        foreach (var (layer, assembly) in Shared.Index())
        {
            assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Intersect(names.Skip(layer))
                .ShouldBeEmpty($"{names[layer]} references what stands above it");
        }

        Shared[0].GetReferencedAssemblies().Select(reference => $"{reference.Name}.")
            .Where(name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || Frameworks.Any(framework => name.StartsWith(framework, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    /// <summary>It stores nothing and writes no files, so it carries nothing of that: not in its own code, nor by way of what it references.</summary>
    [Fact]
    public void The_gateway_and_the_pages_carry_no_store_and_no_writers_of_files()
    {
        LibrariesOf("Registration").ShouldContain(library => library.StartsWith("Marten", StringComparison.Ordinal), "the rule must find what it is about");
        LibrariesOf("Web").Where(library => OfTheStore.Any(each => library.StartsWith(each, StringComparison.Ordinal))).ShouldBeEmpty();
        LibrariesOf("Gateway").Where(library => OfTheStore.Any(each => library.StartsWith(each, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>Every package and project that is deployed with a service, as its build wrote them down.</summary>
    private static List<string> LibrariesOf(string project)
    {
        using var written = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"BusinessFocus.{project}.deps.json")));
        return [.. written.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }

    [Fact]
    public void Contracts_reference_nothing_but_the_runtime() =>
        typeof(LocalizedText).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void States_events_and_decisions_know_no_store_bus_or_http()
    {
        var domain = Architecture.Classes.Where(IsDomain).ToList();
        domain.Count.ShouldBeGreaterThan(50, "the rule must find what it is about");
        var broken = domain
            .SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, Target: dependency.Target.FullName)))
            .Where(each => Frameworks.Any(framework => each.Target.StartsWith(framework, StringComparison.Ordinal)))
            .Distinct()
            .ToList();
        broken.ShouldBeEmpty();
    }

    /// <summary>
    /// A decision is the same whoever asks: it keeps what people are told in both languages, and the answer is written in theirs. Held
    /// for what it calls too, however deep, in our own code.
    /// </summary>
    [Fact]
    public void Decisions_do_not_know_the_language_of_the_request()
    {
        var calls = Whole.Types
            .SelectMany(type => type.Dependencies)
            .OfType<MethodCallDependency>()
            .ToLookup(call => call.OriginMember.FullName, call => call.TargetMember.FullName);
        var deciding = Whole.Types
            .Where(type => IsDomain(type) || Deciding.Any(each => each.FullName == type.FullName))
            .SelectMany(type => type.Members.Select(member => member.FullName))
            .Where(calls.Contains)
            .Distinct()
            .ToList();
        deciding.Count.ShouldBeGreaterThan(200, "the rule must find what it is about");

        // Each with who called it first, to tell the way.
        var reached = deciding.ToDictionary(member => member, _ => (string?)null);
        var open = new Queue<string>(deciding);
        while (open.TryDequeue(out var caller))
        {
            foreach (var called in calls[caller])
            {
                if (reached.TryAdd(called, caller))
                {
                    open.Enqueue(called);
                }
            }
        }

        reached.Keys.Where(called => AmbientLanguages.Any(ambient => called.Contains(ambient, StringComparison.Ordinal))).Select(WayTo).ShouldBeEmpty();

        string WayTo(string called) => reached[called] is { } caller ? $"{WayTo(caller)} -> {called}" : called;
    }

    [Fact]
    public void Each_problem_has_a_status()
    {
        var problems = All
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => typeof(Problem).IsAssignableFrom(field.FieldType))
            .Select(field => (Problem)field.GetValue(null)!)
            .ToList();
        problems.Count.ShouldBeGreaterThan(80, "the rule must find what it is about");
        problems.Select(ProblemStatus.Of).ShouldAllBe(status => status >= 400 && status < 600);
    }

    /// <summary>What comes over the bus has no header, no status and no one to answer.</summary>
    [Fact]
    public void What_a_service_hears_and_tells_knows_no_http()
    {
        var heard = Whole.Types.Where(type => type.Namespace?.FullName.Split('.').Contains("Bus") == true).ToList();
        heard.Count.ShouldBeGreaterThan(30, "the rule must find what it is about");
        heard.SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, Target: dependency.Target.FullName)))
            .Where(each => each.Target.StartsWith($"{typeof(IfMatch).Namespace}.", StringComparison.Ordinal))
            .Distinct()
            .ShouldBeEmpty();
    }

    /// <summary>A calendar file is made of what it is given alone: what is read in three years is the same as what is read today.</summary>
    [Fact]
    public void Calendar_files_are_written_without_a_clock_and_by_nobody_elses_writer()
    {
        Services.SelectMany(service => service.GetReferencedAssemblies()).Select(reference => reference.Name).ShouldNotContain("Ical.Net");
        var writers = new ArchLoader().LoadAssemblies(typeof(Domain.Calendars.CalendarObject).Assembly).Build().Types
            .Where(type => type.Namespace?.FullName == typeof(Domain.Calendars.CalendarObject).Namespace)
            .ToList();
        writers.Count.ShouldBeGreaterThan(5, "the rule must find what it is about");
        writers.SelectMany(type => type.Dependencies).OfType<MethodCallDependency>()
            .Select(call => call.TargetMember.FullName)
            .Where(called => Clocks.Any(clock => called.Contains(clock, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    /// <summary>A state, an event that a state evolves by, or a class with decisions.</summary>
    private static bool IsDomain(IType type)
    {
        var found = Services.Select(service => service.GetType(type.FullName)).FirstOrDefault(each => each is not null);
        return found is not null && (Stores.IsState(found) || Events.Contains(found) || Decides(found));
    }

    private static bool Decides(System.Type type) =>
        type is { IsAbstract: true, IsSealed: true }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Any(method => method.Name == "Decide");

    /// <summary>The types that the states' Evolve methods look at.</summary>
    private static HashSet<System.Type> Events { get; } = Architecture.Classes
        .Where(type => Services.Any(service => service.GetType(type.FullName) is { } found && Stores.IsState(found)))
        .SelectMany(state => state.GetMethodMembers().Where(method => method.Name.StartsWith("Evolve(", StringComparison.Ordinal)))
        .SelectMany(method => method.Dependencies.Select(dependency => dependency.Target.FullName))
        .SelectMany(name => Services.Select(service => service.GetType(name)))
        .OfType<System.Type>()
        .ToHashSet();
}
